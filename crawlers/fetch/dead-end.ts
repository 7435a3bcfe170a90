/** A proxy that leads nowhere: whatever a browser tries to send past our own fetching ends here, on this machine, and is counted. */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export class DeadEnd {
  /** First lines of what was refused: `CONNECT host:443 HTTP/1.1`. The last ones only. */
  readonly refused: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      socket.once('data', (bytes) => {
        this.refused.push(bytes.subarray(0, 200).toString('latin1').split('\r\n', 1)[0]!);
        if (this.refused.length > 100) this.refused.shift();
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      });
    });
  }

  static async open(): Promise<DeadEnd> {
    const deadEnd = new DeadEnd();
    await new Promise<void>((resolve) => deadEnd.#server.listen(0, '127.0.0.1', resolve));
    deadEnd.#server.unref();
    return deadEnd;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
