/** The service behind the page: its two requests, and the key where it asks for one. */

/** The server wants a key, or another one. */
export class KeyNeeded extends Error {}

/** A picture has too many bytes or pixels. */
export class TooLarge extends Error {}

let key = '';

/** Keeps the key for the requests of this page; it is written nowhere. */
export function useKey(text) {
  key = text;
}

async function request(address, options = {}) {
  const headers = { ...options.headers };
  if (key) {
    headers['X-API-Key'] = key;
  }
  let response;
  try {
    response = await fetch(address, { ...options, headers });
  } catch {
    throw new Error('The server cannot be reached. Is it still running?');
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) {
    throw new KeyNeeded(answer.error || 'A key is required.');
  }
  if (response.status === 503) {
    const seconds = response.headers.get('Retry-After');
    throw new Error(`The server is busy; try again${seconds ? ` in ${seconds} s` : ' soon'}.`);
  }
  if (response.status === 413) {
    throw new TooLarge(answer.error || 'The picture is too large.');
  }
  if (!response.ok) {
    throw new Error(answer.error || `The server answered ${response.status}.`);
  }
  return answer;
}

/** What the server says of its model and its limits. */
export function about() {
  return request('/v1/model');
}

/** The faces of a picture, with their distributions. */
export function analyse(picture) {
  const type = picture.type.startsWith('image/') ? picture.type : 'application/octet-stream';
  return request('/v1/analyze?full=true', {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: picture,
  });
}
