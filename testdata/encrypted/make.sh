#!/usr/bin/env bash
# Makes the encrypted copies of plain.pdf (two pages of corpus/b02_pelican.pdf) in every standard variant, with qpdf 11.
#
#   VARIANT.pdf        opens for everyone: empty user password, everything allowed
#   VARIANT.user.pdf   user password "open-it", owner password "own-it", copying switched off
#   VARIANT.copy.pdf   empty user password, copying switched off (two variants stand for all)
set -euo pipefail
cd "$(dirname "$0")"

qpdf ../corpus/b02_pelican.pdf --pages . 1,3 -- --deterministic-id --object-streams=generate plain.pdf

variants=(
	"rc4-40 40"
	"rc4-128 128 --use-aes=n"
	"rc4-v4 128 --use-aes=n --force-V4"
	"aes-128 128 --use-aes=y"
	"aes-128-clear-metadata 128 --use-aes=y --cleartext-metadata"
	"aes-256-r5 256 --force-R5"
	"aes-256-r6 256"
)
for variant in "${variants[@]}"; do
	read -r name bits flags <<<"$variant"
	read -ra flags <<<"$flags"
	lock() { # user password, file, permissions
		qpdf --allow-weak-crypto plain.pdf --encrypt "$1" own-it "$bits" "${flags[@]}" "${@:3}" -- "$2"
	}
	lock "" "$name.pdf"
	lock open-it "$name.user.pdf" --extract=n
	case $name in rc4-128 | aes-256-r6) lock "" "$name.copy.pdf" --extract=n ;; esac
done
