package config

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
)

// Line is one setting.
type Line struct {
	Name  string
	Value string // in force; secrets are shown as set or not
	Help  string
}

// Lines are all settings in the order in which they are declared.
func (c Config) Lines() []Line { return lines(reflect.ValueOf(c), "") }

func lines(v reflect.Value, prefix string) []Line {
	var out []Line
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if sub, nested := f.Tag.Lookup("envPrefix"); nested {
			out = append(out, lines(v.Field(i), prefix+sub)...)
			continue
		}
		out = append(out, Line{prefix + f.Tag.Get("env"), shown(v.Field(i), f.Tag.Get("secret")), f.Tag.Get("help")})
	}
	return out
}

// shown is a value as it may be printed.
func shown(v reflect.Value, secret string) string {
	if list, isList := v.Interface().([]string); isList {
		return strings.Join(list, " ")
	}
	s := fmt.Sprint(v.Interface())
	switch {
	case secret == "all" && s != "":
		return "(set)"
	case secret == "url":
		return withoutPassword(s)
	}
	return s
}

func withoutPassword(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "(set)"
	}
	q := u.Query()
	for name := range q {
		if low := strings.ToLower(name); strings.Contains(low, "password") || strings.Contains(low, "secret") || strings.Contains(low, "key") {
			q.Set(name, "xxxxx")
			u.RawQuery = q.Encode()
		}
	}
	return u.Redacted()
}

// variable is the name of the variable that sets a field.
func variable(field string) string {
	return find(reflect.TypeFor[Config](), "", field)
}

func find(t reflect.Type, prefix, field string) string {
	for i := range t.NumField() {
		f := t.Field(i)
		if sub, nested := f.Tag.Lookup("envPrefix"); nested {
			if name := find(f.Type, prefix+sub, field); name != "" {
				return name
			}
			continue
		}
		if f.Name == field {
			return prefix + f.Tag.Get("env")
		}
	}
	return ""
}
