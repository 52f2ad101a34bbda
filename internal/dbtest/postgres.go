package dbtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"countersign/store"
)

// startPostgres makes a cluster in a temporary folder and starts it on a free port of this machine. As root it runs as the user postgres,
// since the server refuses to be root.
func startPostgres() (url string, stop func(), err error) {
	bin, err := programs()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp(quick(), "countersign-postgres-")
	if err != nil {
		return "", nil, fmt.Errorf("cannot make a folder for the cluster: %w", err)
	}
	remove := func() { _ = os.RemoveAll(dir) }
	who, err := owner(dir)
	if err != nil {
		remove()
		return "", nil, err
	}
	data := filepath.Join(dir, "data")
	if out, err := as(who, filepath.Join(bin, "initdb"), "-D", data, "-U", "countersign", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8").CombinedOutput(); err != nil {
		remove()
		return "", nil, fmt.Errorf("cannot make a cluster: %w: %s", err, out)
	}
	port, err := freePort()
	if err != nil {
		remove()
		return "", nil, err
	}
	server := as(who, filepath.Join(bin, "postgres"), "-D", data, "-p", strconv.Itoa(port), "-k", dir, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
		"-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c", "autovacuum=off", "-c", "max_connections=200")
	if err := server.Start(); err != nil {
		remove()
		return "", nil, fmt.Errorf("cannot start PostgreSQL: %w", err)
	}
	stop = func() {
		_ = server.Process.Signal(syscall.SIGINT) // fast shutdown
		_ = server.Wait()
		remove()
	}
	url = fmt.Sprintf("postgres://countersign@127.0.0.1:%d/postgres?sslmode=disable", port)
	if err := answers(url); err != nil {
		stop()
		return "", nil, err
	}
	return url, stop, nil
}

// quick is a folder in memory with room for many databases, or nothing, which stands for the usual one: most of a test's time with PostgreSQL
// is otherwise spent on copying its database to the disk.
func quick() string {
	const memory, room = "/dev/shm", 4 << 30
	var s syscall.Statfs_t
	if err := syscall.Statfs(memory, &s); err != nil || s.Bavail*uint64(s.Bsize) < room { //nolint:gosec // a size is positive
		return ""
	}
	return memory
}

// programs is the folder of the newest installed server.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.New("PostgreSQL is not installed (Debian, Ubuntu: apt install postgresql)")
	}
	slices.Sort(found)
	return filepath.Dir(found[len(found)-1]), nil
}

// owner gives the folder to the user who runs the server; nil when that is who we are.
func owner(dir string) (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGINT}
	if os.Getuid() != 0 {
		return attr, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("root cannot run PostgreSQL, and there is no user postgres: %w", err)
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, fmt.Errorf("cannot read the user's number: %w", err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, fmt.Errorf("cannot read the user's group: %w", err)
	}
	if err := os.Chown(dir, uid, gid); err != nil {
		return nil, fmt.Errorf("cannot hand over the cluster's folder: %w", err)
	}
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)} //nolint:gosec // numbers of the system's own users
	return attr, nil
}

func as(who *syscall.SysProcAttr, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), name, args...) //nolint:gosec // a program found on this machine
	cmd.SysProcAttr = who
	cmd.Dir = "/"
	cmd.Env = []string{"LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC"}
	return cmd
}

func freePort() (int, error) {
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("cannot find a free port: %w", err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		return 0, fmt.Errorf("cannot read the port: %w", err)
	}
	return strconv.Atoi(port) //nolint:wrapcheck // it is a number
}

// answers waits until the server takes connections.
func answers(url string) error {
	const tries, pause = 200, 50 * time.Millisecond
	var err error
	for range tries {
		var db *store.DB
		if db, err = store.Open(context.Background(), url); err == nil {
			return db.Close() //nolint:wrapcheck // nothing to add
		}
		time.Sleep(pause)
	}
	return fmt.Errorf("PostgreSQL does not answer: %w", err)
}
