#!/bin/sh
# Puts the client ID and the client secret into the Kubernetes secret that openmetadata-values.yaml names; run again
# after a renewal, it replaces them. Run it in the namespace of OpenMetadata, then delete this file.
set -eu
# Through standard input: what stands in a command can be read in the list of processes.
kubectl create secret generic oidc-secrets --from-env-file=/dev/stdin --dry-run=client -o yaml <<'END' |
openmetadata-oidc-client-id={{ client_id }}
openmetadata-oidc-client-secret={{ client_secret }}
END
  kubectl apply -f -
echo "OpenMetadata reads them when it starts. If it runs with them already: kubectl rollout restart deployment/openmetadata"
