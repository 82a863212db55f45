#!/bin/sh
# Puts the client ID and the client secret into the Kubernetes secret that openmetadata-values.yaml names.
# Run it in the namespace of OpenMetadata, then delete this file.
set -eu
kubectl create secret generic oidc-secrets \
  --from-literal=openmetadata-oidc-client-id='{{ client_id }}' \
  --from-literal=openmetadata-oidc-client-secret='{{ client_secret }}'
