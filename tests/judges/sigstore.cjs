// Ask @sigstore/verify whether a key has signed the statement in a Sigstore bundle.
//
//     node sigstore.cjs NODE_MODULES BUNDLE.json SEAL.PUB
//
// Prints "good" and its version, or "bad" and why with exit 1.  The key is the only
// thing that is trusted; there is no log and no time stamp to ask.
const fs = require('fs');
const path = require('path');
const crypto = require('crypto');

const [modules, file, pub] = process.argv.slice(2);
const load = name => require(path.resolve(modules, name));
const { Verifier, toSignedEntity } = load('@sigstore/verify');
const { bundleFromJSON } = load('@sigstore/bundle');
const publicKey = crypto.createPublicKey(fs.readFileSync(pub));
const trust = {
	certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [],
	publicKey: () => ({ publicKey, validFor: () => true }),
};

try {
	const bundle = bundleFromJSON(JSON.parse(fs.readFileSync(file)));
	new Verifier(trust, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 })
		.verify(toSignedEntity(bundle));
	console.log('good: @sigstore/verify', load('@sigstore/verify/package.json').version);
} catch (error) {
	console.log('bad:', error.code || error.name, error.message.split('\n')[0]);
	process.exitCode = 1;
}
