/** Reads an answer of the server that is a piece of a page; null when it is anything else. */
export async function readFragment(answer: Promise<Response>): Promise<DocumentFragment | null> {
  const response = await answer.catch(() => null);
  if (!response?.ok || response.redirected) return null;
  const parsed = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fragment = document.createDocumentFragment();
  fragment.append(...parsed.body.childNodes);
  return fragment;
}

/** Calls back once the typing pauses; an answer that has been overtaken is told so by the signal. */
export function afterPause(pauseMs: number, callback: (signal: AbortSignal) => void): () => void {
  let timer: number | undefined;
  let controller = new AbortController();
  return () => {
    clearTimeout(timer);
    controller.abort();
    controller = new AbortController();
    const { signal } = controller;
    timer = window.setTimeout(() => callback(signal), pauseMs);
  };
}
