/** Takes a picture with the device's camera. The picture goes nowhere before it is taken. */

const dialog = document.querySelector('#camera-dialog');
const video = document.querySelector('#video');
const problem = document.querySelector('#camera-problem');
const shoot = document.querySelector('#shoot');

const REASONS = {
  NotAllowedError: 'The camera may not be used: allow it in the browser’s settings for this page.',
  NotFoundError: 'There is no camera.',
  NotReadableError: 'The camera is in use by another program.',
};

function stop() {
  video.srcObject?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
}

async function start() {
  problem.textContent = '';
  shoot.disabled = true;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'user', width: { ideal: 1920 }, height: { ideal: 1080 } },
    });
    if (!dialog.open) {
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    video.srcObject = stream;
    await video.play();
    shoot.disabled = false;
  } catch (failure) {
    problem.textContent = REASONS[failure.name] || `The camera does not work: ${failure.message}`;
  }
}

function picture() {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d').drawImage(video, 0, 0);
  return new Promise((resolve) => {
    canvas.toBlob(
      (blob) => resolve(new File([blob], 'Camera picture', { type: 'image/jpeg' })),
      'image/jpeg',
      0.95,
    );
  });
}

/**
 * Offers the camera where the browser has one to offer (only on HTTPS and on this machine itself).
 *
 * @param {HTMLButtonElement} opener opens the dialog
 * @param {(file: File) => void} taken gets the picture
 */
export function offerCamera(opener, taken) {
  if (!navigator.mediaDevices?.getUserMedia) {
    return;
  }
  opener.hidden = false;
  opener.addEventListener('click', () => {
    dialog.showModal();
    start();
  });
  dialog.addEventListener('close', stop);
  document.querySelector('#camera-close').addEventListener('click', () => dialog.close());
  shoot.addEventListener('click', async () => {
    const file = await picture();
    dialog.close();
    taken(file);
  });
}
