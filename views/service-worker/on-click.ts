declare const self: ServiceWorkerGlobalScope;

/** Opens what a notice is about, in the window that already shows it if there is one. */
export async function onClick(notification: Notification): Promise<void> {
  notification.close();
  const url = ownUrl((notification.data as { navigate?: unknown } | null)?.navigate);
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find((client) => pathOf(client.url) === pathOf(url));
  await (open ? open.focus() : self.clients.openWindow(url));
}

function ownUrl(navigate: unknown): string {
  const { origin } = self.location;
  const path = typeof navigate === 'string' && URL.canParse(navigate, origin) ? navigate : '/';
  const url = new URL(path, origin);
  return url.origin === origin ? url.href : `${origin}/`;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
