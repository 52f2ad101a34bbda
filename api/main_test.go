package api_test

import (
	"os"
	"testing"

	"countersign/internal/dbtest"
)

func TestMain(m *testing.M) { os.Exit(dbtest.Main(m)) }
