/** What the layout says about this page, in data attributes of <html> and <body>. */
export function pageFact(name: string): string | undefined {
  return document.documentElement.dataset[name] ?? document.body.dataset[name];
}

export function isSignedIn(): boolean {
  return Boolean(pageFact('csrfToken'));
}

export function isShared(): boolean {
  return pageFact('shared') !== undefined;
}
