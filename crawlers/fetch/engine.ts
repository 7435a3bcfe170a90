/**
 * crawlee as the fetch engine: it schedules requests and runs them within their limits. Its own storage, retries, redirects,
 * cookies, forged headers and charset conversion are off: the frontier is the ledger's, and bytes are kept as they came.
 */
import { Readable } from 'node:stream';
import type * as CrawleeModule from 'crawlee';
import type { HttpCrawler, Request as CrawleeRequest } from 'crawlee';
import type { Answer, Connections, Hop } from './connection.ts';
import { NoAnswer } from './connection.ts';

type Crawlee = typeof CrawleeModule;
type Crawler = HttpCrawler<never>;

interface Job {
  hop: Hop;
  /** What the connection brought; crawlee hands on its body only. */
  answer: Answer | null;
  /** Why it brought nothing: crawlee puts errors of its own in the place of some. */
  failure: unknown;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/** Beyond every limit of our own: crawlee's are a last resort. */
const SLACK_S = 60;
const SAFE = 599;

export class Engine {
  readonly #connections: Connections;
  readonly #atOnce: number;
  readonly #totalMs: number;
  readonly #jobs = new Map<string, Job>();
  readonly #queue: CrawleeRequest[] = [];
  #crawlee: Promise<{ crawlee: Crawlee; crawler: Crawler }> | null = null;
  #run: Promise<void> | null = null;
  #firstAsked = (): void => {};
  #count = 0;
  #closed = false;

  constructor(connections: Connections, atOnce: number, totalMs: number) {
    this.#connections = connections;
    this.#atOnce = atOnce;
    this.#totalMs = totalMs;
  }

  /** Asks once. Rejects with NoAnswer. */
  async ask(hop: Hop): Promise<Answer> {
    if (this.#closed) throw new NoAnswer('unreachable', 'the fetcher is closed');
    this.#crawlee ??= this.#start();
    const { crawlee, crawler } = await this.#crawlee;
    this.#count += 1;
    const id = String(this.#count);
    return new Promise<Answer>((resolve, reject) => {
      this.#jobs.set(id, { hop, answer: null, failure: null, resolve, reject });
      this.#queue.push(new crawlee.Request({ url: hop.url.href, uniqueKey: id, id }));
      void crawler.autoscaledPool?.notify();
    });
  }

  async #start(): Promise<{ crawlee: Crawlee; crawler: Crawler }> {
    // Takes a second: commands that fetch nothing do not wait for it.
    const crawlee = await import('crawlee');
    const log = new crawlee.Log({ level: crawlee.LogLevel.OFF });
    const seconds = this.#totalMs / 1000 + SLACK_S;
    const crawler = new crawlee.HttpCrawler(
      {
        requestQueue: this.#handOver() as never,
        httpClient: { stream: (options) => this.#stream(options) as never, sendRequest: () => Promise.reject(new Error('not used')) },
        preNavigationHooks: [({ request }, options) => void Object.assign(options, { jobId: request.id })],
        requestHandler: ({ request, body }) => this.#settle(request.id, body as Buffer),
        failedRequestHandler: ({ request }, error) => this.#fail(request.id, error),
        keepAlive: true,
        minConcurrency: this.#atOnce,
        maxConcurrency: this.#atOnce,
        navigationTimeoutSecs: seconds,
        requestHandlerTimeoutSecs: SLACK_S,
        useSessionPool: false,
        maxRequestRetries: 0,
        maxSessionRotations: 0,
        additionalMimeTypes: ['*/*'],
        // crawlee would convert a body whose header names GBK to UTF-8; an encoding that Node has leaves the bytes alone.
        forceResponseEncoding: 'latin1',
        // 5xx come back as answers; verdicts are ours.
        ignoreHttpErrorStatusCodes: Array.from({ length: SAFE - 499 }, (_, i) => 500 + i),
        statisticsOptions: { persistenceOptions: { enable: false } },
        autoscaledPoolOptions: { loggingIntervalSecs: null, maybeRunIntervalSecs: 0.05 },
        log,
      },
      // The interval is the longest that a timer takes: measuring the system would start a process every second.
      new crawlee.Configuration({ persistStorage: false, purgeOnStart: false, systemInfoIntervalMillis: 2 ** 31 - 1 }),
    ) as unknown as Crawler;
    await this.#begin(crawler);
    return { crawlee, crawler };
  }

  /** Starts the crawler. Interrupting the program stays the program's business: crawlee's listener is taken off. */
  async #begin(crawler: Crawler): Promise<void> {
    const before = new Set<unknown>(process.listeners('SIGINT'));
    const ended = (error?: unknown): void => {
      this.#closed = true;
      for (const id of [...this.#jobs.keys()]) this.#fail(id, error ?? new Error('the fetcher was closed'));
    };
    this.#run = crawler.run().then(() => ended(), ended);
    // Its pool takes a request before it runs, and can then not be ended: nothing is handed over until it asks by itself.
    await Promise.race([new Promise<void>((resolve) => (this.#firstAsked = resolve)), this.#run]);
    for (const listener of process.listeners('SIGINT')) if (!before.has(listener) && listener.name === 'sigintHandler') process.off('SIGINT', listener);
  }

  async #stream({ jobId = '', url }: { jobId?: string; url: string | URL }): Promise<object> {
    const job = this.#jobs.get(jobId);
    if (!job) throw new Error(`no request ${jobId}`);
    try {
      job.answer = await this.#connections.ask(job.hop);
    } catch (error) {
      job.failure = error;
      throw error;
    }
    const { status, headers, body } = job.answer;
    // Trailers and the like have no meaning for us; crawlee wants them named.
    return { stream: Readable.from(body.length === 0 ? [] : [body], { objectMode: false }), statusCode: status, headers, url: String(url), redirectUrls: [], trailers: {}, complete: true, request: { url } };
  }

  #settle(id: string, body: Buffer): void {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    if (job?.answer) job.resolve({ ...job.answer, body });
    else job?.reject(new Error(`crawlee settled request ${id}, which was not sent`));
  }

  #fail(id: string, error: unknown): void {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    const cause = job?.failure instanceof NoAnswer ? job.failure : new NoAnswer('unreachable', `no answer: ${error instanceof Error ? error.message : String(error)}`);
    job?.reject(cause);
  }

  /** What crawlee takes its requests from: nothing is kept once it is handed over, however long the night. */
  #handOver(): object {
    const queue = this.#queue;
    const nothing = (): Promise<null> => Promise.resolve(null);
    return {
      isFinished: () => Promise.resolve(false),
      isEmpty: () => {
        this.#firstAsked();
        return Promise.resolve(queue.length === 0);
      },
      handledCount: () => Promise.resolve(0),
      getTotalCount: () => 0,
      getPendingCount: () => queue.length,
      fetchNextRequest: () => Promise.resolve(queue.shift() ?? null),
      markRequestHandled: nothing,
      reclaimRequest: nothing,
      addRequest: nothing,
    };
  }

  /** Ends at once; what is under way is answered as unreachable. */
  async close(): Promise<void> {
    this.#closed = true;
    if (!this.#crawlee) return;
    const { crawler } = await this.#crawlee;
    this.#connections.close();
    await crawler.autoscaledPool?.abort();
    await this.#run;
  }
}
