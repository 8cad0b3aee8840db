const name = 'umlauf';

/** What the browser keeps of one waiting confirmation. Without the key it tells only how many wait, and for how long. */
export interface SealedRecord extends Sealed {
  id: string;
  owner: string;
  state: 'waiting' | 'refused';
  keptAt: number;
}

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

/** The text of an announcement that came with its notice, sealed to this device and its owner. */
export interface TextRecord extends Sealed {
  /** Of the announcement. */
  id: string;
  owner: string;
  version: number;
  keptAt: number;
}

/** What somebody has typed in a channel, sealed: what the server does not have yet, and what is not sent yet at all. */
export interface MessageRecord extends Sealed {
  id: string;
  owner: string;
  state: 'waiting' | 'refused' | 'draft';
  keptAt: number;
}

type Store = 'confirmations' | 'facts' | 'texts' | 'messages';
type Fact = 'device-key' | 'last-person' | 'signed-out';
type Use<T> = (store: IDBObjectStore) => IDBRequest<T>;

export function putRecord(record: SealedRecord): Promise<unknown> {
  return within('confirmations', 'readwrite', (store) => store.put(record));
}

export function deleteRecord(id: string): Promise<unknown> {
  return within('confirmations', 'readwrite', (store) => store.delete(id));
}

export function listRecords(): Promise<SealedRecord[]> {
  return within('confirmations', 'readonly', (store) => store.getAll() as IDBRequest<SealedRecord[]>);
}

export function putText(record: TextRecord): Promise<unknown> {
  return within('texts', 'readwrite', (store) => store.put(record));
}

export function deleteText(id: string): Promise<unknown> {
  return within('texts', 'readwrite', (store) => store.delete(id));
}

export function listTexts(): Promise<TextRecord[]> {
  return within('texts', 'readonly', (store) => store.getAll() as IDBRequest<TextRecord[]>);
}

export function putMessage(record: MessageRecord): Promise<unknown> {
  return within('messages', 'readwrite', (store) => store.put(record));
}

export function deleteMessage(id: string): Promise<unknown> {
  return within('messages', 'readwrite', (store) => store.delete(id));
}

export function listMessages(): Promise<MessageRecord[]> {
  return within('messages', 'readonly', (store) => store.getAll() as IDBRequest<MessageRecord[]>);
}

export function dropMessages(): Promise<unknown> {
  return within('messages', 'readwrite', (store) => store.clear());
}

export function readFact(fact: Fact): Promise<unknown> {
  return within<unknown>('facts', 'readonly', (store) => store.get(fact));
}

export function writeFact(fact: Fact, value: unknown): Promise<unknown> {
  return within('facts', 'readwrite', (store) => store.put(value, fact));
}

export function deleteFact(fact: Fact): Promise<unknown> {
  return within('facts', 'readwrite', (store) => store.delete(fact));
}

// Opened for each use: a connection that is held would be in the way of the clearing at sign-out.
async function within<T>(store: Store, mode: IDBTransactionMode, use: Use<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const request = use(transaction.objectStore(store));
    return await new Promise<T>((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser gave up storing'));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 3);
    opening.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) {
        opening.result.createObjectStore('confirmations', { keyPath: 'id' });
        opening.result.createObjectStore('facts');
      }
      if (oldVersion < 2) opening.result.createObjectStore('texts', { keyPath: 'id' });
      opening.result.createObjectStore('messages', { keyPath: 'id' });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('The browser stores nothing'));
  });
}
