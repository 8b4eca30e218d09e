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

// Every request to a queue removes its expired messages. As a rule there are none, but the database below rebuilds and sorts
// all indices of the collection even then, and for a single document too where it is removed by its position: with some
// thousand messages in a queue that is most of what a request costs.
const { Collection } = require('lokijs');
const { removeBatch, removeBatchByPositions } = Collection.prototype;
Collection.prototype.removeBatch = function (batch) {
  return batch.length === 0 ? undefined : removeBatch.call(this, batch);
};
Collection.prototype.removeBatchByPositions = function (positions) {
  return positions.length === 1 ? this.remove(this.data[positions[0]]) : removeBatchByPositions.call(this, positions);
};

require('azurite/dist/src/azurite.js');
