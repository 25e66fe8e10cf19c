// Reads a Server-Sent Events body: yields {id, event, data} per message, and {} for a comment (the heartbeat).

export async function* messages(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let message = { data: [] };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r\n|\n/);
    rest = lines.pop();
    for (const line of lines) {
      if (line.startsWith(':')) {
        yield {};
      } else if (line) {
        read(line, message);
      } else {
        if (message.data.length || message.event) yield { ...message, data: message.data.join('\n') };
        message = { data: [] };
      }
    }
  }
}

function read(line, message) {
  const [, field, value] = line.match(/^([^:]*):? ?(.*)$/s);
  if (field === 'data') message.data.push(value);
  else if (field === 'event' || field === 'id') message[field] = value;
}
