'use strict';

/** Draws the charts from the figures of the page; each chart stands beside a table that says the same. */
(() => {
  const { report, faces } = JSON.parse(document.getElementById('figures').textContent);
  const FEMALE = 'var(--female)';
  const MALE = 'var(--male)';
  const ACCENT = 'var(--accent)';
  const SOFT = 'var(--soft)';
  const TEXT = 'var(--text)';
  const LINE = 'var(--line)';
  const GOLDEN = 0.6180339887;
  const charts = [];

  const years = (value) => `${value.toFixed(2)} years`;
  const percent = (value) => `${(100 * value).toFixed(1)} %`;
  const between = (estimate, format) =>
    estimate.low === null ? format(estimate.value)
      : `${format(estimate.value)}, ${format(estimate.low)} to ${format(estimate.high)}`;

  const axis = (name, more = {}) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 26,
    nameTextStyle: { color: SOFT, fontSize: 12 },
    axisLine: { show: true, lineStyle: { color: LINE } },
    axisTick: { show: false },
    axisLabel: { color: SOFT, fontSize: 11, hideOverlap: true },
    splitLine: { lineStyle: { color: LINE, opacity: 0.6 } },
    ...more,
  });
  const upright = (name, more = {}) => axis(name, { nameGap: 36, ...more });
  const shares = (name, more = {}) => upright(name, {
    min: 0,
    max: 1,
    nameGap: 42,
    axisLabel: { color: SOFT, fontSize: 11, formatter: (value) => `${Math.round(100 * value)} %` },
    ...more,
  });

  const line = (name, data, color, more = {}) => ({
    type: 'line',
    name,
    data,
    showSymbol: false,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
    emphasis: { disabled: true },
    ...more,
  });

  /** The area between two lines: an invisible one, and another stacked on it, along the second x axis. */
  const band = (name, points, color) => {
    const hidden = {
      xAxisIndex: 1, stack: name, lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false }, z: 1,
    };
    return [
      line(name, points.map(([x, low]) => [x, low]), color, hidden),
      line(name, points.map(([x, low, high]) => [x, high - low]), color,
        { ...hidden, areaStyle: { color, opacity: 0.16 } }),
    ];
  };
  /** Series are stacked upwards only along an axis of categories or of time. */
  const bandAxis = (from, to) => ({ type: 'time', show: false, min: from, max: to });

  /** Estimates as marks with a whisker from end to end of their intervals, within the ends of the axis. */
  const whiskers = (name, points, color, symbol, format, { min, max }, flat = false) => {
    const at = (place, value) => (flat ? [value, place] : [place, value]);
    const within = (value) => Math.min(max, Math.max(min, value));
    return {
      type: 'scatter',
      name,
      symbol,
      symbolSize: 9,
      itemStyle: { color },
      emphasis: { disabled: true },
      data: points.map((point) => ({
        value: at(point.at, point.estimate.value),
        name: `${point.label}: ${between(point.estimate, format)}`,
        itemStyle: { color: point.small ? 'var(--surface)' : color, borderColor: color, borderWidth: 1.5 },
      })),
      markLine: {
        silent: true,
        animation: false,
        symbol: 'none',
        label: { show: false },
        lineStyle: { color, type: 'solid', width: 1.5 },
        data: points.filter((point) => point.estimate.low !== null).map((point) => [
          { coord: at(point.at, within(point.estimate.low)) },
          { coord: at(point.at, within(point.estimate.high)) },
        ]),
      },
    };
  };

  const reference = (from, to, color = SOFT) => ({
    type: 'line',
    silent: true,
    showSymbol: false,
    tooltip: { show: false },
    data: [from, to],
    lineStyle: { color, type: 'dashed', width: 1 },
  });

  const draw = (id, option) => {
    const place = document.getElementById(id);
    if (!place) {
      return;
    }
    const chart = echarts.init(place, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 58, right: 22, top: 34, bottom: 44 },
      tooltip: {
        renderMode: 'richText',
        confine: true,
        backgroundColor: 'var(--surface)',
        borderColor: LINE,
        textStyle: { color: TEXT, fontSize: 12 },
        formatter: (hit) => hit.name || hit.seriesName,
      },
      ...option,
    });
    charts.push(chart);
  };
  const BLOCK = 'path://M0 0h14v9h-14z';
  const STROKE = 'path://M0 0h14v2h-14z';
  const legend = (data) => ({
    data,
    top: 0,
    left: 'center',
    itemWidth: 14,
    itemHeight: 9,
    inactiveColor: LINE,
    textStyle: { color: TEXT, fontSize: 12 },
  });

  const groups = (by) => report.breakdowns[by] || [];
  const pointsOf = (members, figure, place) => members
    .map((group, index) => ({ group, index }))
    .filter(({ group }) => group.figures[figure])
    .map(({ group, index }) => ({
      at: place(group, index),
      label: group.label,
      small: group.small,
      estimate: group.figures[figure],
    }));
  /** The last group, of the age of 100 alone, stands at its end. */
  const middle = (shift) => (group) => Math.min(101.5, Number(group.key.split(' ').pop()) + 5) + shift;
  const narrow = window.innerWidth < 600;
  const step = narrow ? 20 : 10;
  const ageAxis = () => axis('labelled age', {
    min: 0,
    max: faces.oldest === 100 ? 105 : 10 * Math.ceil((faces.oldest + 1) / 10),
    interval: step,
    axisLabel: { color: SOFT, fontSize: 11, showMaxLabel: faces.oldest < 100 },
  });

  /**
   * Ends of an axis that hold all estimates, and all intervals but those of small groups, which are so wide that
   * nothing else could be told apart.
   */
  const reach = (points) => {
    const ends = points.flatMap(({ small, estimate: { value, low, high } }) =>
      (small ? [value] : [low ?? value, high ?? value]));
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    const room = (most - least || 1) / 5;
    const unit = 10 ** Math.floor(Math.log10(room));
    const interval = unit * [1, 2, 5, 10].find((factor) => factor * unit >= room);
    return { min: interval * Math.floor(least / interval), max: interval * Math.ceil(most / interval), interval };
  };

  const agreement = () => {
    const most = Math.min(100, 10 * Math.ceil((faces.reach + 1) / 10));
    // Points outside of the axes are not drawn.
    const within = (age) => (age > most ? 2 * most - age : Math.abs(age));
    // Whole years would stand in stripes, one point hiding the next.
    const spread = (rows) => rows.map(([age, predicted], i) => [
      within(age + 0.8 * ((i * GOLDEN) % 1) - 0.4), predicted,
    ]);
    const dots = (name, rows, color, symbol) => ({
      type: 'scatter',
      name,
      symbol,
      symbolSize: 4.5,
      data: spread(rows).map((value, i) => ({ value, name: `${name}, ${rows[i][0]} years: predicted ${rows[i][1]}` })),
      itemStyle: { color, opacity: 0.45 },
      emphasis: { disabled: true },
    });
    draw('agreement', {
      legend: legend([
        'female', 'male', { name: 'middle 80 %', icon: BLOCK, itemStyle: { opacity: 0.25 } }, { name: 'median', icon: STROKE },
      ]),
      xAxis: [axis('labelled age', { min: 0, max: most, interval: step }), bandAxis(0, most)],
      yAxis: upright('predicted age', { min: 0, max: most, interval: step }),
      series: [
        ...band('middle 80 %', faces.bands.map((row) => [row.middle, row.low, row.high]), TEXT),
        dots('female', faces.points.female, FEMALE, 'circle'),
        dots('male', faces.points.male, MALE, 'diamond'),
        ...(faces.points.unknown ? [dots('unknown', faces.points.unknown, SOFT, 'rect')] : []),
        line('median', faces.bands.map((row) => [row.middle, row.median]), TEXT),
        reference([0, 0], [most, most]),
      ],
    });
  };

  const errorByAge = () => {
    const decades = groups('by_decade');
    const errors = pointsOf(decades, 'age_mae', middle(-0.8));
    const biases = pointsOf(decades, 'age_bias', middle(0.8));
    const byYear = groups('by_age').filter((group) => group.figures.age_mae && group.images >= 10);
    const ends = reach([...errors, ...biases]);
    draw('error-by-age', {
      legend: legend(['absolute error', 'bias', { name: 'error by year', icon: STROKE }]),
      xAxis: ageAxis(),
      yAxis: upright('years', ends),
      series: [
        line('error by year', byYear.map((group) => ({
          value: [Number(group.key), group.figures.age_mae.value],
          name: `${group.label}: ${years(group.figures.age_mae.value)}`,
        })), SOFT, { lineStyle: { color: SOFT, width: 1, opacity: 0.55 } }),
        whiskers('absolute error', errors, ACCENT, 'circle', years, ends),
        whiskers('bias', biases, FEMALE, 'diamond', years, ends),
        reference([0, 0], [105, 0]),
      ],
    });
  };

  const cumulativeScore = () => {
    const scores = [];
    for (let k = 0; report.overall.figures[`age_cs${k}`]; k++) {
      scores.push(report.overall.figures[`age_cs${k}`]);
    }
    draw('cumulative-score', {
      xAxis: [
        axis('absolute error of at most k years', { min: 0, max: scores.length - 1, interval: 1 }),
        bandAxis(0, scores.length - 1),
      ],
      yAxis: shares('share of faces'),
      series: [
        ...band('interval', scores.map((e, k) => [k, e.low ?? e.value, e.high ?? e.value]), ACCENT),
        line('CS@k', scores.map((e, k) => ({ value: [k, e.value], name: `CS@${k}: ${between(e, percent)}` })), ACCENT,
          { showSymbol: true, symbol: 'circle', symbolSize: 7 }),
      ],
    });
  };

  const ageDistribution = () => {
    const bars = (name, key, color) => ({
      type: 'bar',
      name,
      barGap: '0%',
      barCategoryGap: '20%',
      itemStyle: { color },
      emphasis: { disabled: true },
      data: faces.ages.map((row) => ({ value: row[key], name: `${row.label}: ${row[key]} faces ${name}` })),
    });
    draw('age-distribution', {
      legend: legend(['labelled', 'predicted']),
      xAxis: axis('age', {
        type: 'category',
        data: faces.ages.map((row) => row.label),
        splitLine: { show: false },
      }),
      yAxis: upright('faces', { nameGap: 44 }),
      series: [bars('labelled', 'labelled', SOFT), bars('predicted', 'predicted', ACCENT)],
    });
  };

  const roc = () => {
    const curve = report.overall.roc || [];
    draw('roc', {
      xAxis: shares('female faces taken for male', { nameGap: 26 }),
      yAxis: shares('male faces taken for male'),
      series: [
        reference([0, 0], [1, 1]),
        line('ROC', curve.map((point) => ({
          value: [point.false_male, point.true_male],
          name: point.threshold === null ? 'none is male'
            : `from ${percent(point.threshold)} on: ${percent(point.true_male)} of males, ${percent(point.false_male)} of females`,
        })), ACCENT, { areaStyle: { color: ACCENT, opacity: 0.1 }, showSymbol: true, symbolSize: 2 }),
      ],
    });
  };

  const reliability = () => {
    const bins = ((report.calibration || {}).gender || {}).bins || [];
    const filled = bins.filter((bin) => bin.faces > 0);
    const most = Math.max(1, ...filled.map((bin) => bin.faces));
    draw('reliability', {
      xAxis: shares('predicted probability of male', { nameGap: 26 }),
      yAxis: shares('share labelled male'),
      series: [
        reference([0, 0], [1, 1]),
        line('reliability', filled.map((bin) => ({
          value: [bin.mean_probability, bin.male_share],
          symbolSize: 5 + 15 * Math.sqrt(bin.faces / most),
          name: `${bin.faces} faces: predicted ${percent(bin.mean_probability)}, labelled ${percent(bin.male_share)}`,
        })), ACCENT, { showSymbol: true, symbol: 'circle', lineStyle: { color: ACCENT, width: 1.5 } }),
      ],
    });
  };

  const NAME_WIDTH = narrow ? 96 : 170;
  const groupChart = (id, figure, format, name) => {
    const members = [...groups('by_gender'), ...groups('by_group')];
    const place = document.getElementById(id);
    if (place) {
      place.style.height = `${Math.max(9, 5.5 + 1.75 * members.length)}rem`;
    }
    const share = format === percent;
    const points = pointsOf(members, figure, (group, index) => index);
    if (points.length === 0) {
      return;
    }
    const all = report.overall.figures[figure];
    const ends = reach(points);
    draw(id, {
      grid: { left: 8, right: 18, top: 12, bottom: 28, containLabel: true },
      xAxis: axis(name, {
        ...ends,
        ...(share ? { axisLabel: { color: SOFT, fontSize: 11, formatter: (v) => `${+(100 * v).toFixed(1)} %` } } : {}),
      }),
      yAxis: {
        type: 'category',
        inverse: true,
        data: members.map((group) => group.label),
        axisLine: { lineStyle: { color: LINE } },
        axisTick: { show: false },
        axisLabel: { color: TEXT, fontSize: 12, width: NAME_WIDTH, overflow: 'truncate' },
      },
      series: [
        whiskers(name, points, ACCENT, 'circle', format, ends, true),
        ...(all ? [{
          type: 'line',
          data: [],
          markLine: {
            silent: true,
            animation: false,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: SOFT, type: 'dashed', width: 1 },
            data: [{ xAxis: all.value }],
          },
        }] : []),
      ],
    });
  };

  const genderByAge = (id, figure, format, endsOf, axisOf) => {
    const of = (gender, shift) => pointsOf(
      groups('by_gender_and_decade').filter((group) => group.key.startsWith(`${gender} `)), figure, middle(shift),
    );
    const female = of('female', -0.8);
    const male = of('male', 0.8);
    const all = [...female, ...male];
    if (all.length === 0) {
      return;
    }
    const ends = endsOf(reach(all));
    draw(id, {
      legend: legend(['female', 'male']),
      xAxis: ageAxis(),
      yAxis: axisOf(ends),
      series: [
        whiskers('female', female, FEMALE, 'circle', format, ends),
        whiskers('male', male, MALE, 'diamond', format, ends),
      ],
    });
  };

  document.documentElement.classList.add('scripted');
  agreement();
  errorByAge();
  cumulativeScore();
  ageDistribution();
  roc();
  reliability();
  groupChart('group-error', 'age_mae', years, 'mean absolute error in years');
  groupChart('group-bins', 'bin_right', percent, 'right bin of ages');
  groupChart('group-accuracy', 'gender_accuracy', percent, 'gender accuracy');
  genderByAge('gender-error-by-age', 'age_mae', years,
    ({ max, interval }) => ({ min: 0, max, interval }), (ends) => upright('mean absolute error', ends));
  genderByAge('gender-accuracy-by-age', 'gender_accuracy', percent,
    ({ min, interval }) => ({ min, max: 1, interval }), (ends) => shares('gender accuracy', ends));

  /** On paper a picture is scaled to its place, see the style sheet; so it has to know its own size. */
  const fit = (size) => charts.forEach((chart) => {
    chart.resize(size);
    // Printing does not wait for the next frame.
    chart.getZr().flush();
    chart.getDom().querySelector('svg').setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  });
  fit();
  window.addEventListener('resize', () => fit());
  window.addEventListener('beforeprint', () => fit({ width: 343, height: 270 }));
  window.addEventListener('afterprint', () => fit({ width: 'auto', height: 'auto' }));
})();
