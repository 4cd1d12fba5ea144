/**
 * The only bridge between the page and the main process: three members, no Electron object among them.
 * Messages are JSON text, so that they are the same as over HTTP. Bundled as one CommonJS file, because a
 * sandboxed preload can require nothing but 'electron'.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { Bridge } from '../core/contract/bridge.ts';
import type { Envelope } from '../core/contract/error.ts';
import type { AppEvent } from '../core/contract/events.ts';

const bridge: Bridge = {
  invoke: async (method, input, meta) => {
    const answer: unknown = await ipcRenderer.invoke('cchc:invoke', JSON.stringify({ method, input, meta }));
    // Main always answers with the text of an envelope; the dispatcher has checked it against the contract.
    return JSON.parse(String(answer)) as Envelope<unknown>;
  },
  onEvent: (callback) => {
    // The page gets the payload only: the event object holds `sender`, a way to every channel.
    const listener = (_event: IpcRendererEvent, payload: AppEvent): void => callback(payload);
    ipcRenderer.on('cchc:event', listener);
    return () => {
      ipcRenderer.removeListener('cchc:event', listener);
    };
  },
  platform: process.platform,
};

contextBridge.exposeInMainWorld('bridge', bridge);
