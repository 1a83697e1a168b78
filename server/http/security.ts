/**
 * The headers that keep a page to itself. Nothing here assumes https: most rooms are played over plain http in a
 * local network, where a header that asks for https would only lock people out. That is for the proxy to add.
 */
import helmet from 'helmet';
import type { RequestHandler } from 'express';

/** What may stand in a Host header. Anything else would write into the policy. */
const hostPattern = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i;

/**
 * Browsers agree only since a few years that 'self' includes the WebSocket of the same host, so it is named. The
 * public address is named too: a proxy may speak to us under another host.
 */
function socketSources(host: string | undefined, publicUrl: string | null): string {
  const hosts = new Set([host, publicUrl === null ? undefined : new URL(publicUrl).host]);
  return [...hosts]
    .filter((name) => name !== undefined && hostPattern.test(name))
    .map((name) => `ws://${name} wss://${name}`)
    .join(' ');
}

export function securityHeaders(publicUrl: string | null): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Svelte sets styles through the object model, which the policy leaves alone: nothing inline is needed.
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", (req) => socketSources(req.headers.host, publicUrl)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        // A page around the desk could have a host press what the host does not see.
        frameAncestors: ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
    // Over plain http browsers ignore both, and say so in the console of every host who looks.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    strictTransportSecurity: false,
  });
  return (req, res, next) => {
    res.setHeader('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
    protect(req, res, next);
  };
}
