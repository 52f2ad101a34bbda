package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"countersign/fault"

	"github.com/caarlos0/env/v11"
)

// Load reads the configuration from an environment (as os.Environ gives it). What flags set goes over it: names of variables to their
// values. The error is a fault (bad-configuration) around fault.Problems, one for each mistake.
func Load(environ []string, flags map[string]string) (Config, error) {
	values := env.ToMap(environ)
	for name, value := range flags {
		if value != "" {
			values[name] = value
		}
	}
	var c Config
	mistakes := problems(env.ParseWithOptions(&c, env.Options{Environment: values}))
	mistakes = append(mistakes, c.check()...)
	if len(mistakes) > 0 {
		return c, fault.Wrap(mistakes, fault.BadConfig, "the configuration has mistakes:\n%s", mistakes)
	}
	c.fill()
	return c, nil
}

// problems are the mistakes that the reader of variables found, by the name of the variable.
func problems(err error) fault.Problems {
	if err == nil {
		return nil
	}
	var all env.AggregateError
	if !errors.As(err, &all) {
		return fault.Problems{{File: "configuration", Message: err.Error()}}
	}
	var out fault.Problems
	for _, e := range all.Errors {
		var bad env.ParseError
		if errors.As(e, &bad) {
			out = append(out, problem(variable(bad.Name), "cannot be read as a %s", kindOf(bad.Type)))
			continue
		}
		out = append(out, fault.Problem{File: "configuration", Message: e.Error()})
	}
	return out
}

func problem(name, format string, args ...any) fault.Problem {
	return fault.Problem{File: "configuration", Field: name, Message: fmt.Sprintf(format, args...)}
}

func kindOf(t reflect.Type) string {
	switch {
	case t.String() == "time.Duration":
		return "duration; write it like 30s or 5m"
	case t.String() == "slog.Level":
		return "level; DEBUG, INFO, WARN or ERROR"
	case t.Kind() == reflect.Int:
		return "whole number"
	}
	return t.String()
}

// check says what is wrong with values that can be read.
func (c *Config) check() fault.Problems {
	const mostWorkers, mostMB, mostRate = 64, 2048, 1_000_000
	var out fault.Problems
	wrong := func(bad bool, name, format string, args ...any) {
		if bad {
			out = append(out, problem(name, format, args...))
		}
	}
	_, _, err := net.SplitHostPort(c.Listen)
	wrong(err != nil, "LISTEN", "wants an address and a port like 127.0.0.1:8080 or :8080, not %q", c.Listen)
	wrong(c.Workers < 0 || c.Workers > mostWorkers, "WORKERS", "wants a number from 0 to %d, not %d", mostWorkers, c.Workers)
	wrong(c.MaxUploadMB < 1 || c.MaxUploadMB > mostMB, "MAX_UPLOAD_MB", "wants a number from 1 to %d, not %d", mostMB, c.MaxUploadMB)
	wrong(c.Drain < 0, "SHUTDOWN_TIMEOUT", "wants a duration from 0s")
	wrong(c.PublicURL != "" && !isWeb(c.PublicURL), "PUBLIC_URL", "wants a URL like https://countersign.example.com")
	wrong(c.DatabaseURL != "" && !hasScheme(c.DatabaseURL, "sqlite", "postgres", "postgresql"), "DATABASE_URL", "wants sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")
	wrong(c.BlobURL != "" && !hasScheme(c.BlobURL, "file", "s3", "mem"), "BLOB_URL", "wants file:///FOLDER or s3://BUCKET")
	wrong(c.BlobKey != "" && !strings.HasPrefix(c.BlobKey, "AGE-SECRET-KEY-1"), "BLOB_KEY", "wants an age identity (AGE-SECRET-KEY-1…); make one with: countersign key")
	for name, n := range map[string]int{"RATE_LIMIT_READS": c.Rates.Reads, "RATE_LIMIT_WRITES": c.Rates.Writes, "RATE_LIMIT_UPLOADS": c.Rates.Uploads} {
		wrong(n < 0 || n > mostRate, name, "wants a number from 0 to %d, not %d", mostRate, n)
	}
	wrong(c.Tracing != "" && !isWeb(c.Tracing), "OTEL_EXPORTER_OTLP_ENDPOINT", "wants a URL like http://localhost:4318")
	if o := c.OIDC; o.Issuer != "" {
		wrong(!isWeb(o.Issuer), "OIDC_ISSUER", "wants the URL of the identity provider")
		wrong(o.ClientID == "", "OIDC_CLIENT_ID", "is needed with OIDC_ISSUER")
		wrong(o.Secret == "", "OIDC_CLIENT_SECRET", "is needed with OIDC_ISSUER")
	}
	return out
}

// fill sets what follows from other settings.
func (c *Config) fill() {
	if c.DatabaseURL == "" {
		c.DatabaseURL = "sqlite:" + filepath.Join(c.Data, "countersign.db")
	}
	if c.BlobURL == "" {
		c.BlobURL = (&url.URL{Scheme: "file", Path: absolute(filepath.Join(c.Data, "files"))}).String()
	}
	if c.PublicURL == "" {
		host, port, err := net.SplitHostPort(c.Listen)
		if err == nil && (host == "" || host == "0.0.0.0" || host == "::") {
			host = "localhost"
		}
		c.PublicURL = "http://" + net.JoinHostPort(host, port)
	}
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

func hasScheme(s string, schemes ...string) bool {
	scheme, _, found := strings.Cut(s, ":")
	return found && slices.Contains(schemes, scheme)
}
