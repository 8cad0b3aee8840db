declare const self: ServiceWorkerGlobalScope;

interface PushSubscriptionChange {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

/** The browser has replaced its subscription; when this fails, the next page that is opened makes up for it. */
export async function renewSubscription(event: PushSubscriptionChange): Promise<void> {
  const subscription = event.newSubscription ?? (await subscribeLike(event.oldSubscription));
  const { csrfToken } = (await (await fetch('/api/v1/me')).json()) as { csrfToken: string };
  await fetch('/api/v1/push-subscriptions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken },
    body: JSON.stringify(subscription),
  });
}

async function subscribeLike(old: PushSubscription | null | undefined): Promise<PushSubscription> {
  const applicationServerKey = old?.options.applicationServerKey;
  return self.registration.pushManager.subscribe({
    userVisibleOnly: true,
    ...(applicationServerKey ? { applicationServerKey } : {}),
  });
}
