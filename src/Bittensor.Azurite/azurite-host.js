'use strict';
// Runs Azurite inside this process and ends it when standard input closes: the pipe closes however the process that holds
// its other end dies, on every platform, so Azurite never outlives it. Ctrl+C reaches the whole group of a terminal; it is
// left to the parent, which still needs the storage to finish what it has in hand.
const once = process.once;
process.once = function (event, ...rest) {
  return event === 'SIGINT' ? process : once.call(process, event, ...rest);
};
process.on('SIGINT', () => {});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  process.emit('SIGTERM');
  setTimeout(() => process.exit(1), 10000).unref();
}
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();

require('azurite/dist/src/azurite.js');
