const { WebSocket: Plain } = window;

/**
 * Direct Line keeps quiet about a lost stream while it tries again; visitors should know.
 * Every stream opened from now on tells `now('online')` and `now('offline')`.
 */
export function watchStreams(now) {
  window.WebSocket = class extends Plain {
    constructor(...address) {
      super(...address);
      this.addEventListener('open', () => now('online'));
      this.addEventListener('close', () => now('offline'));
    }
  };
}
