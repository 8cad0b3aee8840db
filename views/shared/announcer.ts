export function announce(text: string | null | undefined): void {
  const announcer = document.getElementById('status');
  const sentence = text?.replace(/\s+/g, ' ').trim();
  if (!announcer || !sentence) return;
  announcer.textContent = '';
  // A screen reader repeats a sentence only when it sees the text change.
  requestAnimationFrame(() => (announcer.textContent = sentence));
}
