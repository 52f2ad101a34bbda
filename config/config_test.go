package config_test

import (
	"strings"
	"testing"

	"countersign/config"
	"countersign/fault"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNeedsNoSetting: without any setting the server keeps everything in one folder and serves this machine only.
func TestNeedsNoSetting(t *testing.T) {
	c, err := config.Load(nil, nil)
	require.NoError(t, err)
	assert.Equal(t, "127.0.0.1:8080", c.Listen)
	assert.Equal(t, config.Rates{Reads: 6000, Writes: 1200, Uploads: 600}, c.Rates)
	assert.Equal(t, "sqlite:data/countersign.db", c.DatabaseURL)
	assert.Equal(t, "http://127.0.0.1:8080", c.PublicURL)
	assert.True(t, strings.HasPrefix(c.BlobURL, "file:///"), c.BlobURL)
}

// TestFlagsGoOverVariables: what is said on the command line counts.
func TestFlagsGoOverVariables(t *testing.T) {
	c, err := config.Load([]string{"LISTEN=:1", "COUNTERSIGN_DATA=/a"}, map[string]string{"COUNTERSIGN_DATA": "/b", "LISTEN": ""})
	require.NoError(t, err)
	assert.Equal(t, ":1", c.Listen)
	assert.Equal(t, "sqlite:/b/countersign.db", c.DatabaseURL)
	assert.Equal(t, "file:///b/files", c.BlobURL)
	assert.Equal(t, "http://localhost:1", c.PublicURL)
}

// TestTellsAllMistakesAtOnce: each with the variable to mend.
func TestTellsAllMistakesAtOnce(t *testing.T) {
	_, err := config.Load([]string{
		"LISTEN=8080", "WORKERS=many", "MAX_UPLOAD_MB=0", "DATABASE_URL=mysql://x", "BLOB_URL=ftp://x", "BLOB_KEY=hunter2", "PUBLIC_URL=countersign",
		"SHUTDOWN_TIMEOUT=soon", "LOG_LEVEL=loud", "OIDC_ISSUER=x", "RATE_LIMIT_READS=-1", "RATE_LIMIT_WRITES=many", "OTEL_EXPORTER_OTLP_ENDPOINT=collector",
	}, nil)
	require.True(t, fault.Is(err, fault.BadConfig), "%v", err)
	var all fault.Problems
	require.ErrorAs(t, err, &all)
	var names []string
	for _, p := range all {
		names = append(names, p.Field)
	}
	assert.ElementsMatch(t, []string{
		"LISTEN", "WORKERS", "MAX_UPLOAD_MB", "DATABASE_URL", "BLOB_URL", "BLOB_KEY", "PUBLIC_URL", "SHUTDOWN_TIMEOUT", "LOG_LEVEL", "OIDC_ISSUER",
		"OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "RATE_LIMIT_READS", "RATE_LIMIT_WRITES", "OTEL_EXPORTER_OTLP_ENDPOINT",
	}, names, "%v", err)
	assert.NotContains(t, err.Error(), "hunter2")
}

// TestPrintsNoSecrets: what is in force may be shown to anybody.
func TestPrintsNoSecrets(t *testing.T) {
	c, err := config.Load([]string{
		"DATABASE_URL=postgres://me:s3cret@db/x?sslpassword=s3cret", "BLOB_KEY=AGE-SECRET-KEY-1S3CRET", "BLOB_URL=s3://b?secret_key=s3cret",
		"OIDC_ISSUER=https://id.example.com", "OIDC_CLIENT_ID=me", "OIDC_CLIENT_SECRET=s3cret",
	}, nil)
	require.NoError(t, err)
	var all strings.Builder
	for _, l := range c.Lines() {
		all.WriteString(l.Name + "=" + l.Value + "\n")
		assert.NotEmpty(t, l.Help, l.Name)
	}
	assert.NotContains(t, strings.ToLower(all.String()), "s3cret")
	assert.Contains(t, all.String(), "BLOB_KEY=(set)")
	assert.Contains(t, all.String(), "postgres://me:xxxxx@db/x")
	assert.Contains(t, all.String(), "OIDC_ISSUER=https://id.example.com")
}
