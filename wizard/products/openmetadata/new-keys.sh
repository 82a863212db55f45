#!/bin/sh
# Makes what takes the place of the keys that every OpenMetadata installation is shipped with. Run it where the keys
# shall lie, once for all replicas. It overwrites nothing.
set -eu
umask 077
for file in private_key.der public_key.der openmetadata-keys.env; do
  if [ -e "$file" ]; then
    echo "$file is here already. Nothing was made." >&2
    exit 1
  fi
done
# Java reads PKCS #8 and nothing older; openssl writes another form into DER unless it is told.
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null |
  openssl pkcs8 -topk8 -nocrypt -outform DER -out private_key.der
openssl pkey -inform DER -in private_key.der -pubout -outform DER -out public_key.der
cat > openmetadata-keys.env <<END
RSA_PUBLIC_KEY_FILE_PATH=./conf/public_key.der
RSA_PRIVATE_KEY_FILE_PATH=./conf/private_key.der
JWT_KEY_ID=$(openssl rand -hex 16)
JWT_ISSUER={{ om_url }}
# What is stored already cannot be read with another Fernet key. Remove the # only where nothing is stored yet.
#FERNET_KEY=$(openssl rand -base64 32 | tr '+/' '-_')
END
