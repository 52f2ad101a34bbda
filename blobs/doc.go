// Package blobs keeps files under the hash of their content: in a folder, or in an S3 bucket, by a URL.
//
// A file streams in under a passing name while its hash is made, and gets its lasting name when it is whole; one that breaks off is never
// seen, and what it left is swept. With a key, files are encrypted (age, X25519), and those kept before stay readable. The hash is of the
// plain bytes, and whoever reads a file to its end is told when the bytes are no longer those that were put there.
package blobs
