/** From a host's name to the very addresses that are connected to: looked up once, checked, and used. */
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback, isPublicAddress } from './address.ts';

export interface Address {
  address: string;
  family: number;
}

/** All addresses of a host; rejects where it has none. */
export type Lookup = (host: string, family: 0 | 4 | 6) => Promise<Address[]>;

/** Where a connection goes. */
export interface Target {
  addresses: Address[];
  /** Null: that of the address's scheme. */
  port: number | null;
  /** A mapped host that speaks plain HTTP whatever the scheme. */
  plain: boolean;
  /** PEM of the certificate that a mapped host is trusted by. */
  ca?: string;
}

/** `off_limits`: a forbidden address; `unreachable`: none. */
export class NotResolved extends Error {
  readonly verdict: 'off_limits' | 'unreachable';
  constructor(verdict: 'off_limits' | 'unreachable', message: string) {
    super(message);
    this.verdict = verdict;
  }
}

const LOOKUP_MS = 15_000;

export class Resolver {
  readonly #mapped = new Map<string, Target>();
  readonly #lookup: Lookup;

  /** `ca` is for the hosts of the map. Throws where the map names something other than a port of this machine. */
  constructor(map: Readonly<Record<string, string>> | ReadonlyMap<string, string> = {}, lookup?: Lookup, ca?: string) {
    for (const [host, place] of map instanceof Map ? map : Object.entries(map as Record<string, string>)) {
      this.#mapped.set(host.toLowerCase(), { ...mappedTarget(host, place), ...(ca !== undefined && { ca }) });
    }
    this.#lookup = lookup ?? ((host, family) => systemLookup(host, { all: true, family }));
  }

  /** Whether the host stands on this machine by the map. */
  maps(host: string): boolean {
    return this.#mapped.has(host);
  }

  /**
   * The addresses of `host` (as in a URL, IPv6 in brackets), every one of them public unless the map says otherwise. Whoever
   * connects uses these and asks no second time: a name that answers differently the next moment gains nothing.
   * Rejects with NotResolved.
   */
  async resolve(host: string, family: 0 | 4 | 6): Promise<Target> {
    const mapped = this.#mapped.get(host);
    if (mapped) return mapped;
    const literal = host.replace(/^\[|\]$/g, '');
    const addresses = isIP(literal) ? [{ address: literal, family: isIP(literal) }] : await this.#ask(host, family);
    const forbidden = addresses.find(({ address }) => !isPublicAddress(address));
    if (forbidden) throw new NotResolved('off_limits', `${host} leads to ${forbidden.address}, which is no public address`);
    return { addresses, port: null, plain: false };
  }

  async #ask(host: string, family: 0 | 4 | 6): Promise<Address[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), LOOKUP_MS);
    });
    try {
      const addresses = await Promise.race([this.#lookup(host, family), late]);
      if (addresses.length === 0) throw new Error('no address');
      return addresses;
    } catch (error) {
      throw new NotResolved('unreachable', `the name ${host} was not resolved: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

function mappedTarget(host: string, place: string): Target {
  const match = /^(?:(https?):\/\/)?(\[[0-9a-f:]+\]|[\d.]+):(\d{1,5})$/i.exec(place);
  const address = match?.[2]?.replace(/^\[|\]$/g, '') ?? '';
  if (!match || !isLoopback(address)) throw new Error(`resolver map: ${host} → ${place}: expected a port of this machine, as in 127.0.0.1:8080`);
  return { addresses: [{ address, family: isIP(address) }], port: Number(match[3]), plain: match[1] !== 'https' };
}
