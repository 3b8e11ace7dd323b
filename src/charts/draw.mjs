// A thread begins without the translation of TypeScript that the program has; so this one file is
// plain JavaScript. To set, fill and pack a picture takes a tenth of a second.
import { parentPort, workerData } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

const { svg, fonts, family } = workerData;
const picture = new Resvg(svg, {
  font: { loadSystemFonts: false, fontFiles: fonts, defaultFontFamily: family },
});
parentPort.postMessage(picture.render().asPng());
