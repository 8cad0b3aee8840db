import { announce } from '../shared/announcer.ts';
import {
  endSubscription,
  findSubscription,
  recallSubscription,
  saveSubscription,
  subscribeHere,
} from '../shared/push-device.ts';
import { readBrowserFacts } from './browser-facts.ts';
import { explainBefore, explainFailure, type Explanation } from './push-explanation.ts';

type PushState = 'off' | 'asking' | 'on' | Explanation;

const patienceMs = 15_000;
const section = document.querySelector<HTMLElement>('[data-push]');

if (section && !section.querySelector('[data-push-state="shared"]')) void start(section);

async function start(push: HTMLElement): Promise<void> {
  push.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[data-push-on]')) void turnOn(push);
    if (target.closest('[data-push-off]')) void turnOff(push);
  });
  show(push, explainBefore(readBrowserFacts()) ?? ((await isOn()) ? 'on' : 'off'));
}

async function isOn(): Promise<boolean> {
  return (
    Notification.permission === 'granted' &&
    recallSubscription() !== null &&
    (await findSubscription()) !== null
  );
}

async function turnOn(push: HTMLElement): Promise<void> {
  tell(push, 'asking');
  let at: 'subscribing' | 'saving' = 'subscribing';
  try {
    // Asked for first: Safari accepts the question only straight after the tap.
    if ((await Notification.requestPermission()) !== 'granted') throw new DOMException('', 'NotAllowedError');
    const subscription = await subscribeHere(patienceMs);
    at = 'saving';
    await saveSubscription(subscription);
    tell(push, 'on');
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    tell(push, explainFailure(readBrowserFacts(), { at, name }) ?? 'off');
  }
}

async function turnOff(push: HTMLElement): Promise<void> {
  await endSubscription().catch(() => undefined);
  tell(push, 'off');
}

function tell(push: HTMLElement, state: PushState): void {
  const hadFocus = push.contains(document.activeElement);
  const part = show(push, state);
  announce(part?.querySelector('p')?.innerText);
  if (hadFocus && part) focus(part);
}

function show(push: HTMLElement, state: PushState): HTMLElement | undefined {
  const parts = [...push.querySelectorAll<HTMLElement>('[data-push-state]')];
  for (const part of parts) part.hidden = part.dataset['pushState'] !== state;
  return parts.find((part) => !part.hidden);
}

// The pressed button has just been hidden.
function focus(part: HTMLElement): void {
  part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
