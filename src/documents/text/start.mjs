// A thread begins without the translation of TypeScript that the program has, whatever it was
// started with; so this one file is plain JavaScript. The library for PDF is loaded from here: it is
// large, and to translate it takes longer than to read a document.
import { parentPort, workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

const { answer } = await tsImport('./thread.ts', import.meta.url);
const library = async () => {
  globalThis.pdfjsWorker = await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs');
  return import('pdfjs-dist/legacy/build/pdf.min.mjs');
};
parentPort.postMessage(await answer(workerData.task, workerData.bytes, library));
