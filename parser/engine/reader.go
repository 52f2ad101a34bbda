package engine

import (
	"bytes"
	"fmt"

	"countersign/fault"

	"github.com/klippa-app/go-pdfium"
)

// PDFium's error numbers (fpdfview.h).
const (
	errFormat   = 3
	errPassword = 4
	errSecurity = 5
)

// permCopy is bit 5 of the /P entry of the encryption dictionary (ISO 32000-1, table 22): copying and extraction of text.
const permCopy = 1 << 4

// Reader is one instance with the document opened in it. Not safe for concurrent use.
type Reader struct {
	rt       *Runtime
	inst     pdfium.Pdfium
	m        *module
	file     uint64
	doc      uint64
	scratch  uint64
	pages    int
	hot      hotFunctions
	password string
	data     []byte
}

// Open opens the file in a new instance. The password may be empty; both a user and an owner password open the file.
// Errors: not-a-pdf, damaged-file, unsupported-file, password-needed, password-wrong, memory-limit.
func (rt *Runtime) Open(data []byte, password string) (*Reader, error) {
	if len(data) == 0 {
		return nil, fault.New(fault.Empty, "the file is empty; export or download it again")
	}
	// PDF readers accept the header anywhere in the first kilobyte.
	if !bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")) {
		return nil, fault.New(fault.NotPDF, "this is not a PDF file; ask the vendor for the report as a PDF")
	}
	r := &Reader{rt: rt, data: data, password: password}
	if err := r.open(); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

func (r *Reader) open() error {
	inst, mod, err := r.rt.instance()
	if err != nil {
		return err
	}
	r.inst, r.m = inst, newModule(r.rt.ctx, mod)
	if r.file = r.m.alloc(uint64(len(r.data))); r.file == 0 {
		return fault.Wrap(r.m.err, fault.MemoryLimit, "the file is too large to read within the memory limit")
	}
	r.m.mod.Memory().Write(uint32(r.file), r.data)
	var pw uint64
	if r.password != "" {
		pw = r.m.alloc(uint64(len(r.password)) + 1)
		if pw != 0 {
			r.m.mod.Memory().Write(uint32(pw), append([]byte(r.password), 0))
		}
	}
	r.doc = r.m.callName("FPDF_LoadMemDocument64", r.file, uint64(len(r.data)), pw)
	code := r.m.callName("FPDF_GetLastError")
	r.m.free(pw)
	if r.m.err != nil {
		return fault.Wrap(r.m.err, fault.Damaged, "the file is damaged or hostile and could not be opened; ask the vendor for a fresh copy")
	}
	if r.doc == 0 {
		return r.openError(code)
	}
	r.pages = int(int32(r.m.callName("FPDF_GetPageCount", r.doc)))
	r.scratch = r.m.alloc(4096)
	r.hot = hot(r.m)
	if r.m.err != nil || r.pages <= 0 {
		return fault.Wrap(r.m.err, fault.Damaged, "the file has no readable page; ask the vendor for a fresh copy")
	}
	return nil
}

func (r *Reader) openError(code uint64) error {
	switch {
	case code == errPassword && r.password == "":
		return fault.New(fault.PasswordNeeded, "the file is locked with a password; give the one that came with it")
	case code == errPassword:
		return fault.New(fault.PasswordWrong, "the password does not open this file; check it and try again")
	case code == errSecurity:
		return fault.New(fault.Unsupported, "the file uses a rights-management lock that cannot be read; ask the vendor for a copy without it")
	default:
		return fault.New(fault.Damaged, "the file is damaged and could not be opened (reader error %d); ask the vendor for a fresh copy", code)
	}
}

// Pages is the number of pages.
func (r *Reader) Pages() int { return r.pages }

// Locked says whether the file is encrypted and whether its permissions forbid copying text.
func (r *Reader) Locked() (encrypted, copyForbidden bool) {
	rev := int32(r.m.callName("FPDF_GetSecurityHandlerRevision", r.doc))
	perms := uint32(r.m.callName("FPDF_GetDocPermissions", r.doc))
	return rev >= 0, rev >= 0 && perms&permCopy == 0
}

// Trapped tells whether the instance died; Reopen makes a new one.
func (r *Reader) Trapped() bool { return r.m == nil || r.m.err != nil }

// Reopen replaces a trapped instance by a fresh one with the same document.
func (r *Reader) Reopen() error {
	r.Close()
	if err := r.open(); err != nil {
		return fmt.Errorf("cannot reopen the document: %w", err)
	}
	return nil
}

// Close frees the instance. It is safe to call it twice.
func (r *Reader) Close() {
	if r.inst != nil {
		_ = r.inst.Close()
	}
	r.inst, r.doc, r.file = nil, 0, 0
}
