import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** One kept connection that sends prepared requests, one after the other: a client that costs next to nothing. */
export class Line {
  readonly #socket: Socket;
  #answer = '';
  #done: ((status: number) => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (piece: string) => this.#hear(piece));
    socket.on('error', () => this.#done?.(0));
    socket.on('close', () => this.#done?.(0));
  }

  static async open(port: number): Promise<Line> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Line(socket);
  }

  /** Answers the status, 0 when the connection broke off. */
  send(request: string): Promise<number> {
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(piece: string): void {
    this.#answer += piece;
    const headEnd = this.#answer.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(this.#answer.slice(0, headEnd))?.[1] ?? 0);
    if (this.#answer.length < headEnd + 4 + length) return;
    const status = Number(this.#answer.slice(9, 12));
    this.#answer = '';
    const done = this.#done;
    this.#done = null;
    done?.(status);
  }
}
