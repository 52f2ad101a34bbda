// Package routetest holds every route of the whole server against tables: who may do what, with which answer, and what hostile requests get.
package routetest
