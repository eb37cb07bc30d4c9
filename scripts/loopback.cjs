// Loaded before Microsoft's local client, which would listen on every address of this machine: here it listens on loopback.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function onLoopback(port, ...rest) {
  const plain = Number.isInteger(Number(port)) && typeof rest[0] !== 'string';
  return plain ? listen.call(this, Number(port), '127.0.0.1', ...rest) : listen.call(this, port, ...rest);
};
