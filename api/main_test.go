package api_test

import (
	"os"
	"testing"

	"countersign/api"
	"countersign/internal/dbtest"
	"countersign/internal/promise"
)

func TestMain(m *testing.M) { os.Exit(dbtest.Main(m)) }

var book = promise.Once(api.OpenAPI) // read once for all tests
