/** The probabilities of the ages 0 to 100 as a small chart. */

const NAMESPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 240;
const HEIGHT = 64;
const FLOOR = HEIGHT - 14;
const SIDE = 6;

function part(name, attributes, text) {
  const element = document.createElementNS(NAMESPACE, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

const across = (age) => SIDE + (age / 100) * (WIDTH - 2 * SIDE);

/** @param {{years: number, low: number, high: number, distribution: number[]}} age */
export function ageChart(age) {
  const highest = Math.max(...age.distribution);
  const up = (probability) => FLOOR - (probability / highest) * (FLOOR - 4);
  const line = age.distribution.map((p, i) => `${across(i).toFixed(1)},${up(p).toFixed(1)}`);
  const chart = part('svg', {
    class: 'chart',
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: 'img',
    'aria-label': `Distribution of the age: most likely between ${age.low} and ${age.high},`
      + ` ${Math.round(age.years)} on average`,
  });
  chart.append(
    part('rect', {
      class: 'span',
      x: across(age.low) - 1,
      y: 2,
      width: across(age.high) - across(age.low) + 2,
      height: FLOOR - 2,
    }),
    part('polygon', {
      class: 'area',
      points: `${across(0)},${FLOOR} ${line.join(' ')} ${across(100)},${FLOOR}`,
    }),
    part('line', { class: 'mean', x1: across(age.years), x2: across(age.years), y1: 2, y2: FLOOR }),
    part('line', { class: 'axis', x1: SIDE, x2: WIDTH - SIDE, y1: FLOOR, y2: FLOOR }),
  );
  for (let years = 0; years <= 100; years += 20) {
    const anchor = years === 0 ? 'start' : years === 100 ? 'end' : 'middle';
    chart.append(part('text', {
      x: years === 0 ? SIDE : years === 100 ? WIDTH - SIDE : across(years),
      y: HEIGHT - 3,
      'text-anchor': anchor,
    }, String(years)));
  }
  return chart;
}
