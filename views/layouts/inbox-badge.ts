/**
 * What waits for the person, obligations and channels with something unread together, leads the title and stands on the
 * icon of the installed app.
 */
export function showInboxCount(): void {
  const channels = factOf('data-unread-channels').split(' ').filter(Boolean);
  const count = Number(factOf('data-obligations')) + channels.length;
  const title = document.title.replace(/^\(\d+\) /, '');
  document.title = count === 0 ? title : `(${count}) ${title}`;
  if (!('setAppBadge' in navigator)) return;
  // Refused where the app is not installed, which is no trouble.
  navigator.setAppBadge(count).catch(() => undefined);
}

function factOf(attribute: string): string {
  return document.querySelector(`#nav [${attribute}]`)?.getAttribute(attribute) ?? '';
}
