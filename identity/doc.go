// Package identity says who may do what: the roles, the one table of permissions, and the caller that every act is done for. How people and
// programs prove who they are (passwords, second factors, tokens, sessions) stands here as well; where that is kept is the store's.
package identity
