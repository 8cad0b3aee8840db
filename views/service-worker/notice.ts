import type { CarriedText } from '../offline/kept-texts.ts';

export interface Payload {
  notification: {
    title: string;
    body?: string;
    lang?: string;
    tag?: string;
    navigate?: string;
    data?: {
      v?: number;
      kind?: string;
      id?: string;
      priority?: string;
      /** For whom alone it is, where it says what it is about. */
      owner?: string;
      text?: CarriedText;
    };
  };
}

export interface Notice {
  title: string;
  options: NotificationOptions & { renotify?: boolean };
}

const look = { icon: '/icons/icon-192.png', badge: '/icons/badge.png' };

const fallback: Record<string, { title: string; body: string }> = {
  en: { title: 'Umlauf', body: 'There is something new for you.' },
  de: { title: 'Umlauf', body: 'Es gibt etwas Neues für Sie.' },
  nl: { title: 'Umlauf', body: 'Er is iets nieuws voor je.' },
};

/** What is shown of a message; of one that cannot be read or is not for this person, that there is something. */
export function describeNotice(payload: Payload | null, browserLanguage: string): Notice {
  if (!payload) return generic(browserLanguage);
  const { title, body = '', lang = '', tag, navigate = '/', data } = payload.notification;
  const { v, kind, id, priority } = data ?? {};
  return {
    title,
    options: {
      ...look,
      body,
      lang,
      ...(tag ? { tag, renotify: true } : {}),
      requireInteraction: priority === 'critical',
      // Not the text: what a notice carries stays with it, wherever the browser keeps its notices.
      data: { v, kind, id, priority, navigate },
    },
  };
}

function generic(browserLanguage: string): Notice {
  const lang = browserLanguage.slice(0, 2);
  const { title, body } = fallback[lang] ?? { title: 'Umlauf', body: 'There is something new for you.' };
  return { title, options: { ...look, body, tag: 'umlauf', renotify: true, data: { navigate: '/' } } };
}

/** Reads a declarative push message. */
export function readPayload(text: string | undefined): Payload | null {
  try {
    const payload = JSON.parse(text ?? '') as Partial<Payload> | null;
    return typeof payload?.notification?.title === 'string' ? (payload as Payload) : null;
  } catch {
    return null;
  }
}
