#!/usr/bin/env bash
# Grants Surtitle's users the permissions they need, and no others. Kafka's kafka-acls.sh must be on
# the PATH; all arguments are passed to it:
#   deploy/kafka/acls.sh --bootstrap-server kafka:9093 --command-config admin.properties
# The names are the defaults of docs/configuration.md; a * at the end stands for any suffix.
# Read and Write imply Describe.
set -euo pipefail

allow() { # user, operation, kind of resource, name
  local name=$4 pattern=literal
  if [[ $name == *'*' ]]; then
    name=${name%?}
    pattern=prefixed
  fi
  kafka-acls.sh "${arguments[@]}" --add --allow-principal "User:$1" --operation "$2" \
    "--$3" "$name" --resource-pattern-type "$pattern"
}

arguments=("$@")

# surtitle run. Kafka Streams keeps its state in the topics surtitle-*.
allow engine   Read   topic            broadcast.text
allow engine   Read   topic            surtitle.glossary
allow engine   Write  topic            'captions.*'
allow engine   Write  topic            surtitle.dead-letters
allow engine   Create topic            'surtitle-*'
allow engine   Read   topic            'surtitle-*'
allow engine   Write  topic            'surtitle-*'
allow engine   Read   group            surtitle
allow engine   Write  transactional-id 'surtitle-*'

# surtitle gateway
allow gateway  Read   topic            'captions.*'

# surtitle publish, or any other producer of text
allow producer Write  topic            broadcast.text

# surtitle watch, or any reader of captions
allow viewer   Read   topic            'captions.*'

# Only if the topics are not created beforehand: with CREATE_TOPICS=yes, surtitle run creates them.
if [[ ${CREATE_TOPICS:-} == yes ]]; then
  allow engine Create topic            broadcast.text
  allow engine Create topic            'captions.*'
  allow engine Create topic            surtitle.dead-letters
  allow engine Create topic            surtitle.glossary
fi
