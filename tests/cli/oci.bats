# muster export oci: a bundle goes to a registry and comes back the same bytes.

load ../keys/seal

@test "the layout is what the OCI image format 1.1 asks for, by hand" {
	"$MUSTER" export oci $NAME.tar.gz -o layout
	[ "$(cat layout/oci-layout)" = '{"imageLayoutVersion":"1.0.0"}' ]
	manifest=$(jq -r '.manifests[0].digest' layout/index.json)
	[ "$(jq -r '.manifests[0].annotations["org.opencontainers.image.ref.name"]' layout/index.json)" = 1a2b3c4d5e6f-9f8e7d6c ]
	m=layout/blobs/sha256/${manifest#sha256:}
	[ "$(sha256sum < "$m" | cut -c1-64)" = "${manifest#sha256:}" ]
	[ "$(stat -c %s "$m")" = "$(jq '.manifests[0].size' layout/index.json)" ]
	[ "$(jq -r '.mediaType, .artifactType, .schemaVersion, .config.mediaType, .config.size, .layers[0].mediaType' "$m" | tr '\n' ' ')" = \
		"application/vnd.oci.image.manifest.v1+json application/vnd.muster.bundle.v1 2 application/vnd.oci.empty.v1+json 2 application/vnd.muster.bundle.v1.tar+gzip " ]
	# The digest of "{}" as the format prints it.
	[ "$(jq -r .config.digest "$m")" = sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a ]
	layer=$(jq -r '.layers[0].digest' "$m")
	cmp "layout/blobs/sha256/${layer#sha256:}" $NAME.tar.gz
	[ "$(jq -r '.layers[0].annotations["org.opencontainers.image.title"]' "$m")" = $NAME.tar.gz ]
	[ "$(jq -r '.annotations["org.opencontainers.image.revision"]' "$m")" = $COMMIT ]
	[ "$(jq -r '.annotations["vnd.muster.seal"]' "$m")" = "sha256:$(sha256sum < report/SHA256SUMS | cut -c1-64)" ]
	[ "$(find layout -type f | wc -l)" -eq 5 ]
}

@test "the same bundle gives the same layout, whatever its file is called" {
	"$MUSTER" export oci $NAME.tar.gz -o a
	cp $NAME.tar.gz other.bin
	TZ=Asia/Kolkata "$MUSTER" export oci other.bin -o b
	diff -r a b
	"$MUSTER" export oci other.bin -o a
	diff -r a b
	"$MUSTER" seal report --key "$K/p256.key" --compression zstd --bundle z.tar.zst -q
	"$MUSTER" export oci z.tar.zst -o z
	grep -q 'vnd.muster.bundle.v1.tar+zstd' z/blobs/sha256/*
}

@test "what is no bundle, a folder, or has changed is not exported, and nothing is left" {
	run "$MUSTER" export oci report -o layout
	[ "$status" -eq 2 ]
	[[ $output == *"a registry takes a file"* ]]
	printf x >> $NAME.tar.gz
	run "$MUSTER" export oci $NAME.tar.gz -o layout
	[ "$status" -eq 2 ]
	[[ $output == *"is no bundle"* ]]
	run "$MUSTER" export oci $NAME.tar.gz
	[ "$status" -eq 2 ]
	[[ $output == *"-o DIR"* ]]
	[ ! -e layout ]
	[ -z "$(find . -maxdepth 1 -name '.layout*')" ]
	mkdir mine
	echo x > mine/notes
	run "$MUSTER" export oci $NAME.tar.gz -o mine
	[ "$status" -eq 2 ]
	[ "$(cat mine/notes)" = x ]
}

@test "skopeo takes it to a registry and back, and muster verifies what came back" {
	command -v skopeo > /dev/null || skip "there is no skopeo: make deps-test"
	command -v docker-registry > /dev/null || skip "there is no docker-registry: make deps-test"
	"$MUSTER" export oci $NAME.tar.gz -o layout
	port=$((20000 + RANDOM % 20000))
	printf 'version: 0.1\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: "127.0.0.1:%s"}\n' \
		"$PWD/registry" $port > registry.yml
	docker-registry serve registry.yml > registry.log 2>&1 3>&- &
	server=$!
	there=docker://127.0.0.1:$port/acme/widget:v1
	for _ in $(seq 600); do
		skopeo copy -q --insecure-policy --dest-tls-verify=false oci:layout "$there" 2> copy.log && break
		kill -0 $server || break
		sleep 0.1
	done
	skopeo copy -q --insecure-policy --src-tls-verify=false "$there" oci:back:v1 || { kill $server; cat copy.log registry.log; return 1; }
	kill $server
	diff -r layout/blobs back/blobs
	layer=$(jq -r '.layers[0].digest' "back/blobs/sha256/$(jq -r '.manifests[0].digest[7:]' back/index.json)")
	cmp "back/blobs/sha256/${layer#sha256:}" $NAME.tar.gz
	run "$MUSTER" verify "back/blobs/sha256/${layer#sha256:}" --trust "$K/p256.signers"
	[ "$status" -eq 0 ]
	[[ $output == *"VERIFIED sha256:"* ]]
}
