interface Payload {
  notification: {
    title: string;
    body?: string;
    lang?: string;
    tag?: string;
    navigate?: string;
    data?: { priority?: string };
  };
}

interface Notice {
  title: string;
  options: NotificationOptions & { renotify?: boolean };
}

const look = { icon: '/icons/icon-192.png', badge: '/icons/badge.png' };

const fallback: Record<string, { title: string; body: string }> = {
  en: { title: 'Umlauf', body: 'There is something new for you.' },
  de: { title: 'Umlauf', body: 'Es gibt etwas Neues für Sie.' },
  nl: { title: 'Umlauf', body: 'Er is iets nieuws voor je.' },
};

/** Reads a declarative push message; one that cannot be read still becomes a notice, in the browser's language. */
export function readNotice(text: string | undefined, browserLanguage: string): Notice {
  const payload = parse(text);
  if (!payload) return generic(browserLanguage);
  const { title, body = '', lang = '', tag, navigate = '/', data } = payload.notification;
  return {
    title,
    options: {
      ...look,
      body,
      lang,
      ...(tag ? { tag, renotify: true } : {}),
      requireInteraction: data?.priority === 'critical',
      data: { ...data, navigate },
    },
  };
}

function generic(browserLanguage: string): Notice {
  const lang = browserLanguage.slice(0, 2);
  const { title, body } = fallback[lang] ?? { title: 'Umlauf', body: 'There is something new for you.' };
  return { title, options: { ...look, body, tag: 'umlauf', renotify: true, data: { navigate: '/' } } };
}

function parse(text: string | undefined): Payload | null {
  try {
    const payload = JSON.parse(text ?? '') as Partial<Payload> | null;
    return typeof payload?.notification?.title === 'string' ? (payload as Payload) : null;
  } catch {
    return null;
  }
}
