const form = document.querySelector('#form');
const status = document.querySelector('#status');
const faces = document.querySelector('#faces');

function describe(face) {
  const item = document.createElement('li');
  const { age, gender } = face;
  item.textContent = `about ${age.years.toFixed(1)} years (${age.low} to ${age.high}), `
    + `${gender.label} (${Math.round(100 * gender.probability)} %)`;
  return item;
}

async function analyse(file) {
  const response = await fetch('/v1/analyze', {
    method: 'POST',
    headers: { 'Content-Type': file.type.startsWith('image/') ? file.type : 'application/octet-stream' },
    body: file,
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.error);
  }
  return answer;
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  status.textContent = 'Looking for faces...';
  faces.replaceChildren();
  try {
    const answer = await analyse(form.elements.picture.files[0]);
    status.textContent = answer.faces.length === 0 ? 'No face was found.' : `Faces: ${answer.faces.length}`;
    faces.append(...answer.faces.map(describe));
  } catch (failure) {
    status.textContent = failure.message;
  }
});

fetch('/v1/model')
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.status))))
  .then((model) => {
    document.querySelector('#model').textContent = `This one learnt from ${model.data_set}.`;
  })
  .catch(() => {
    document.querySelector('#model').textContent = '';
  });
