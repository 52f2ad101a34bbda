package config

import (
	"log/slog"
	"time"
)

// Config is everything that can be set. The tags name the variable, the value without it, and what it is for.
type Config struct {
	Data        string        `env:"COUNTERSIGN_DATA" envDefault:"data" help:"Folder of the SQLite database and the uploaded files, where DATABASE_URL and BLOB_URL say nothing else."`
	Listen      string        `env:"LISTEN" envDefault:"127.0.0.1:8080" help:"Address and port to serve on."`
	PublicURL   string        `env:"PUBLIC_URL" help:"Address under which people reach the server; links and cookies follow it. Without it: http://LISTEN."`
	DatabaseURL string        `env:"DATABASE_URL" secret:"url" help:"sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. Without it: a SQLite file in the data folder."`
	BlobURL     string        `env:"BLOB_URL" secret:"url" help:"Where uploaded files lie: file:///FOLDER or s3://BUCKET?region=…. Without it: a folder in the data folder."`
	BlobKey     string        `env:"BLOB_KEY" secret:"all" help:"Key that encrypts uploaded files at rest: an age identity (AGE-SECRET-KEY-1…). Without it they are not encrypted."`
	Workers     int           `env:"WORKERS" envDefault:"2" help:"Reports that are read at once; 0 leaves the reading to other replicas."`
	MaxUploadMB int           `env:"MAX_UPLOAD_MB" envDefault:"256" help:"Largest file that may be uploaded, in MB."`
	Catalog     []string      `env:"CATALOG_DIRS" envSeparator:":" help:"Folders with checklist items of your own, over the built-in ones."`
	LogLevel    slog.Level    `env:"LOG_LEVEL" envDefault:"INFO" help:"DEBUG, INFO, WARN or ERROR. Logs are JSON lines on standard error."`
	Drain       time.Duration `env:"SHUTDOWN_TIMEOUT" envDefault:"30s" help:"How long requests and jobs may go on after the server was told to stop."`
	Proxies     []string      `env:"TRUSTED_PROXIES" help:"Addresses of reverse proxies whose X-Forwarded-For is believed."`
	Tracing     string        `env:"OTEL_EXPORTER_OTLP_ENDPOINT" secret:"url" help:"Where traces are sent by OTLP over HTTP, such as http://localhost:4318; without it nothing is traced."`
	OIDC        OIDC          `envPrefix:"OIDC_"`
	Rates       Rates         `envPrefix:"RATE_LIMIT_"`
}

// Rates are how many requests a person, a token, or an address of callers who are not signed in may send in a minute.
type Rates struct {
	Reads   int `env:"READS" envDefault:"6000" help:"Requests a minute that read, of each person, token or address; 0: any number."`
	Writes  int `env:"WRITES" envDefault:"1200" help:"Requests a minute that change something, of each person, token or address; 0: any number."`
	Uploads int `env:"UPLOADS" envDefault:"600" help:"Uploads a minute, of each person or token; 0: any number."`
}

// OIDC is single sign-on through an OpenID Connect provider; off without an issuer.
type OIDC struct {
	Issuer   string   `env:"ISSUER" help:"URL of the identity provider; single sign-on is off without it."`
	ClientID string   `env:"CLIENT_ID" help:"Client id at the identity provider."`
	Secret   string   `env:"CLIENT_SECRET" secret:"all" help:"Client secret at the identity provider."`
	Domains  []string `env:"DOMAINS" help:"Mail domains whose people may sign in; without it any that the provider vouches for."`
	Role     string   `env:"ROLE" help:"Role of people who sign in for the first time; without it only people who were invited may."`
}
