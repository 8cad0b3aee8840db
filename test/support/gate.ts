type Gate = { opened: Promise<unknown>; open: () => void };

/** Holds up whoever waits for it until somebody opens it. */
export function createGate(): Gate {
  const gate = new EventTarget();
  const opened = new Promise((resolve) => {
    gate.addEventListener('open', resolve, { once: true });
  });
  return { opened, open: () => void gate.dispatchEvent(new Event('open')) };
}
