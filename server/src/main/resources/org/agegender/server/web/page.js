import { KeyNeeded, TooLarge, about, analyse, useKey } from './service.js';
import { forget, pictureView, problemView } from './picture-view.js';
import { offerCamera } from './camera.js';

const drop = document.querySelector('#drop');
const chosenFiles = document.querySelector('#files');
const status = document.querySelector('#status');
const results = document.querySelector('#results');
const clear = document.querySelector('#clear');
const keyForm = document.querySelector('#key-form');
const model = document.querySelector('#model');

const LONGEST_SIDE = 4096;

let limits = null;
let waiting = [];
let working = false;

/** The picture within the limits of the server; as it is where the browser cannot read it. */
async function smaller(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const pixels = bitmap.width * bitmap.height;
    const scale = Math.min(
      1,
      LONGEST_SIDE / Math.max(bitmap.width, bitmap.height),
      limits ? Math.sqrt(limits.picture_pixels / pixels) : 1,
    );
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.floor(bitmap.width * scale));
    canvas.height = Math.max(1, Math.floor(bitmap.height * scale));
    canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
    return new File([blob], file.name, { type: 'image/jpeg' });
  } catch {
    return file;
  }
}

/** Sends a picture. One that the server refuses for its size, or would, is made smaller here. */
async function send(file) {
  const first = limits && file.size > 0.95 * limits.body_bytes ? await smaller(file) : file;
  try {
    return { sent: first, answer: await analyse(first) };
  } catch (failure) {
    const sent = failure instanceof TooLarge && first === file ? await smaller(file) : file;
    if (sent === file) {
      throw failure;
    }
    return { sent, answer: await analyse(sent) };
  }
}

function askForKey(file, message) {
  waiting.unshift(file);
  status.textContent = message;
  keyForm.hidden = false;
  keyForm.elements.key.focus();
}

/** Works off the pictures one after the other; a picture that fails does not stop the others. */
async function work() {
  if (working) {
    return;
  }
  working = true;
  let done = 0;
  let faces = 0;
  try {
    while (waiting.length > 0) {
      const file = waiting.shift();
      status.textContent = `Looking for faces in ${file.name || 'the picture'}`
        + `${waiting.length > 0 ? `, ${waiting.length} more to go` : ''} …`;
      try {
        const { sent, answer } = await send(file);
        faces += answer.faces.length;
        results.prepend(await pictureView(sent, answer));
      } catch (failure) {
        if (failure instanceof KeyNeeded) {
          askForKey(file, failure.message);
          return;
        }
        results.prepend(problemView(file, failure.message));
      }
      done += 1;
      clear.hidden = false;
    }
    status.textContent = `${done} ${done === 1 ? 'picture' : 'pictures'} done, `
      + `${faces} ${faces === 1 ? 'face' : 'faces'} found.`;
  } finally {
    working = false;
  }
}

function take(files) {
  if (files.length > 0) {
    waiting.push(...files);
    work();
  }
}

chosenFiles.addEventListener('change', () => {
  take(chosenFiles.files);
  chosenFiles.value = '';
});

['dragenter', 'dragover'].forEach((kind) => document.addEventListener(kind, (event) => {
  event.preventDefault();
  drop.classList.add('over');
}));
document.addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) {
    drop.classList.remove('over');
  }
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  take(event.dataTransfer.files);
});
document.addEventListener('paste', (event) => take(event.clipboardData.files));

clear.addEventListener('click', () => {
  forget(results);
  clear.hidden = true;
  status.textContent = '';
  chosenFiles.focus();
});

async function describeModel() {
  const said = await about();
  limits = said.limits;
  const licence = said.data_licence ? ` (${said.data_licence})` : '';
  const learnt = said.data_set ? ` that learnt from ${said.data_set}${licence}` : '';
  model.textContent = `This server runs ${said.network}${learnt}; faces are found by ${said.detector}.`;
}

keyForm.addEventListener('submit', (event) => {
  event.preventDefault();
  useKey(keyForm.elements.key.value);
  keyForm.hidden = true;
  status.textContent = '';
  describeModel().catch(() => {});
  work();
});

offerCamera(document.querySelector('#camera'), (file) => take([file]));
describeModel().catch(() => {
  model.textContent = '';
});
