/** One server-sent event, or a comment. */
export interface SentEvent {
  event?: string;
  id?: string;
  data?: unknown;
  comment?: string;
}

/** Reads a stream of server-sent events one by one, as the HTML standard splits them. */
export async function* readEvents(response: Response): AsyncGenerator<SentEvent> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      yield parse(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

function parse(block: string): SentEvent {
  const sent: SentEvent = {};
  for (const line of block.split('\n')) {
    const [, name, value] = /^([^:]*): ?(.*)$/.exec(line) ?? [];
    if (name === '') sent.comment = value;
    else if (name === 'data') sent.data = JSON.parse(value as string);
    else if (name === 'event' || name === 'id') sent[name] = value;
  }
  return sent;
}
