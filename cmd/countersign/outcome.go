package main

import (
	"path/filepath"

	"countersign/assessment"
	"countersign/fault"
	"countersign/report"
)

// outcome is what became of one file: a report or a fault.
type outcome struct {
	path    string
	report  *report.Report
	judged  *assessment.Assessment // nil of documents that are no SOC 2 reports
	printed assessment.Printed
	fault   *fault.Error
}

// status is the exit status that the outcome asks for.
func (o outcome) status() int {
	switch {
	case o.fault == nil && o.report.Facts.Kind == report.SOC2:
		return statusOK
	case o.fault == nil:
		return statusOtherKind
	}
	switch o.fault.Code { //nolint:exhaustive // all others are unreadable
	case fault.PasswordNeeded, fault.PasswordWrong, fault.PermissionNeeded:
		return statusNeeds
	}
	return statusUnreadable
}

// failure is how a file that was not read stands in JSON.
type failure struct {
	File  string `json:"file"`
	Error struct {
		Code    fault.Code `json:"code"`
		Message string     `json:"message"`
	} `json:"error"`
}

// json is what stands for the outcome in JSON.
func (o outcome) json() any {
	if o.fault == nil {
		return o.printed
	}
	f := failure{File: filepath.Base(o.path)}
	f.Error.Code, f.Error.Message = o.fault.Code, o.fault.Message
	return f
}
