/** One picture with its faces: boxes over the picture and a card for each face. */

import { ageChart } from './age-chart.js';

const THUMBNAIL = 144;
const FEW = 3;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const percent = (share) => `${Math.round(100 * share)} %`;

const summary = (face) => `about ${Math.round(face.age.years)} years, ${face.gender.label}`;

/** The face and a little around it, cut out of the picture. */
function thumbnail(image, [x, y, width, height]) {
  const canvas = element('canvas', { width: THUMBNAIL, height: THUMBNAIL, ariaHidden: 'true' });
  const side = 1.25 * Math.max(width, height);
  const left = x + (width - side) / 2;
  const top = y + (height - side) / 2;
  canvas.getContext('2d').drawImage(image, left, top, side, side, 0, 0, THUMBNAIL, THUMBNAIL);
  return canvas;
}

function card(face, number, image) {
  const { age, gender } = face;
  const sure = element('meter', { min: 0, max: 1, value: gender.probability });
  sure.setAttribute('aria-label', `Probability of ${gender.label}`);
  return element(
    'li',
    { className: 'face', tabIndex: -1 },
    image ? thumbnail(image, face.box) : element('canvas', { ariaHidden: 'true' }),
    element(
      'div',
      {},
      element('h3', { textContent: `Face ${number}` }),
      element('p', { className: 'years', textContent: `${age.years.toFixed(1)} years` }),
      element('p', { className: 'range', textContent: `${age.low} to ${age.high} with 80 %` }),
    ),
    element('div', { className: 'wide' }, ageChart(age)),
    element(
      'div',
      { className: 'wide' },
      element(
        'p',
        { className: 'gender' },
        element('span', { textContent: gender.label }),
        element('span', { textContent: percent(gender.probability) }),
      ),
      sure,
    ),
  );
}

function box(face, number, image) {
  const [x, y, width, height] = face.box;
  const made = element(
    'button',
    { type: 'button', className: 'box' },
    element('span', { textContent: String(number), ariaHidden: 'true' }),
  );
  made.setAttribute('aria-label', `Face ${number}: ${summary(face)}`);
  made.style.left = `${(100 * x) / image.naturalWidth}%`;
  made.style.top = `${(100 * y) / image.naturalHeight}%`;
  made.style.width = `${(100 * width) / image.naturalWidth}%`;
  made.style.height = `${(100 * height) / image.naturalHeight}%`;
  return made;
}

/** A face is marked in both places when it is pointed at, reached or chosen in one of them. */
function join(boxOfFace, cardOfFace, choose) {
  const pair = [boxOfFace, cardOfFace];
  pair.forEach((one) => {
    one.addEventListener('pointerenter', () => choose(pair));
    one.addEventListener('focus', () => choose(pair));
  });
  boxOfFace.addEventListener('click', () => {
    cardOfFace.focus({ preventScroll: true });
    cardOfFace.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  });
}

/** A browser may lack what the server can decode, such as TIFF: then there is no picture to show. */
async function decoded(file) {
  const image = new Image();
  image.src = URL.createObjectURL(file);
  try {
    await image.decode();
    return image;
  } catch {
    URL.revokeObjectURL(image.src);
    return null;
  }
}

function heading(name, remark) {
  return element('h2', {}, name, element('span', { textContent: remark }));
}

function count(answer) {
  const more = answer.faces_left_out ? `, and ${answer.faces_left_out} more that are not shown` : '';
  if (answer.faces.length === 0) {
    return 'no face found';
  }
  return `${answer.faces.length} ${answer.faces.length === 1 ? 'face' : 'faces'}${more}`;
}

/**
 * @param {File} file the picture as it was chosen
 * @param answer what the service said of it
 */
export async function pictureView(file, answer) {
  const name = file.name || 'Picture';
  const image = await decoded(file);
  const cards = answer.faces.map((face, i) => card(face, i + 1, image));
  const list = element('ol', { className: 'faces' }, ...cards);
  list.classList.toggle('few', answer.faces.length <= FEW);
  const found = element('div', { className: 'found' });
  if (image) {
    image.alt = `${name}: ${answer.faces.map(summary).join('; ') || 'no face found'}`;
    const frame = element('div', { className: 'frame' }, image);
    let chosen = [];
    const choose = (pair) => {
      chosen.forEach((one) => one.classList.remove('chosen'));
      pair.forEach((one) => one.classList.add('chosen'));
      chosen = pair;
    };
    answer.faces.forEach((face, i) => {
      const over = box(face, i + 1, image);
      join(over, cards[i], choose);
      frame.append(over);
    });
    found.append(element('figure', {}, frame));
  }
  if (answer.faces.length > 0) {
    found.append(list);
  } else {
    found.append(element('p', {
      className: 'small',
      textContent: 'No face was found. Faces should be at least 20 pixels wide and look towards the camera.',
    }));
  }
  return element('article', { className: 'picture' }, heading(name, ` · ${count(answer)}`), found);
}

/** In place of a picture that could not be analysed. */
export function problemView(file, message) {
  return element(
    'article',
    { className: 'picture' },
    heading(file.name || 'Picture', ''),
    element('p', { className: 'problem', textContent: message }),
  );
}

/** Gives back the memory of the pictures within. */
export function forget(results) {
  results.querySelectorAll('img').forEach((image) => URL.revokeObjectURL(image.src));
  results.replaceChildren();
}
