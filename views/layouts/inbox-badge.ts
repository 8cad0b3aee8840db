/** The number of outstanding obligations, which leads the title, on the icon of the installed app. */
export function showInboxCount(): void {
  if (!('setAppBadge' in navigator)) return;
  const count = Number(/^\((\d+)\)/.exec(document.title)?.[1] ?? 0);
  // Refused where the app is not installed, which is no trouble.
  navigator.setAppBadge(count).catch(() => undefined);
}
