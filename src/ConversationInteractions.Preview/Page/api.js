// Asks the server. The header keeps pages of other sites out.

const away = 'The server does not answer. Is it still running?';
const own = { 'X-Conversation-Preview': '1' };

async function ask(method, path, body, type) {
  const response = await fetch(`api/${path}`, {
    method,
    headers: body === undefined ? own : { ...own, 'Content-Type': type ?? 'application/json' },
    body: body === undefined || type ? body : JSON.stringify(body),
  }).catch(() => { throw new Error(away); });
  if (response.status === 204) return null;
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.problem ?? `The server answered ${response.status}.`);
  return answer;
}

const beginning = 1024 * 1024;

export const api = {
  bots: () => ask('GET', 'bots'),
  start: wishes => ask('POST', 'sessions', wishes),
  session: (id, from) => ask('GET', `sessions/${id}?from=${from}`),
  end: id => ask('DELETE', `sessions/${id}`),
  act: (id, act) => ask('POST', `sessions/${id}/acts`, act),
  change: (id, outside) => ask('POST', `sessions/${id}/outside`, outside),
  save: (id, description) => ask('POST', `sessions/${id}/script`, { description }),
  file: (id, file, from) => {
    const facts = new URLSearchParams({ name: file.name, type: file.type, bytes: file.size, from });
    return ask('POST', `sessions/${id}/files?${facts}`, file.slice(0, beginning), 'application/octet-stream');
  },
  /** The picture as a document: read as XML by the browser, so no text becomes markup. */
  picture: (id, bot) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', `api/sessions/${id}/graph?${new URLSearchParams({ bot })}`);
    request.responseType = 'document';
    request.onload = () => request.status === 200 && request.responseXML
      ? resolve(document.importNode(request.responseXML.documentElement, true))
      : reject(new Error('The picture cannot be drawn.'));
    request.onerror = () => reject(new Error(away));
    request.send();
  }),
  definition: (id, bot) => `api/sessions/${id}/bot?${new URLSearchParams({ bot })}`,
};
